import { underSurvivor } from '../people/patron-merge.ts';
import type { PatronId } from '../shared/ids.ts';
import type { CopyFact } from './loan.ts';

/** The same fact with its patron under the name that patron has now. Facts are kept as they were said; whoever folds looks this up. */
export function factUnderSurvivor(fact: CopyFact, survivorOf: (id: PatronId) => PatronId): CopyFact {
	if (fact.type === 'lent' || fact.type === 'moved') return underSurvivor(fact, survivorOf);
	if (fact.type !== 'settled' || !fact.holder) return fact;
	return { ...fact, holder: underSurvivor(fact.holder, survivorOf) };
}
