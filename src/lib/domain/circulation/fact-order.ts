import type { OperationId } from '../shared/ids.ts';
import type { CopyFact } from './loan.ts';

/** What has a place in the order: facts, and answers to incidents. */
type Ordered = Pick<CopyFact, 'at' | 'source'>;

/**
 * The order in which facts of one copy are folded: time, then installation, then the operation's number.
 * Numbers compare as numbers: a clock that ran ahead caps many operations of one tablet to the same
 * instant, and their own sequence must survive that.
 */
export function compareFacts(a: Ordered, b: Ordered): number {
	if (a.at !== b.at) return a.at - b.at;
	const [installationA, nA] = parts(a.source.operationId);
	const [installationB, nB] = parts(b.source.operationId);
	if (installationA !== installationB) return installationA < installationB ? -1 : 1;
	return nA - nB;
}

function parts(id: OperationId): [string, number] {
	const colon = id.lastIndexOf(':');
	return [id.slice(0, colon), Number(id.slice(colon + 1))];
}
