import { areApart } from '../shared/apart.ts';
import type { Patron } from './patron.ts';
import { withoutLeadingZeros } from './pupil-number.ts';

/** Why two patrons may be one person. */
export type DuplicateReason = 'sameNumber' | 'sameName';

export interface LikelyDuplicate {
	/** Proposed to stay: who is in the roster, or has the number. */
	readonly stays: Patron;
	readonly goes: Patron;
	readonly reason: DuplicateReason;
}

/**
 * Pairs of patrons that are probably one person: one number but for leading zeros, or one name where the numbers do not
 * contradict it. Namesakes with two numbers of their own are two people, and so are those of whom somebody said so.
 */
export function likelyDuplicates(patrons: Iterable<Patron>): LikelyDuplicate[] {
	const present = [...patrons].filter((patron) => patron.leftOn === undefined);
	const byNumber = Map.groupBy(present.filter((patron) => patron.pupilNumber), (patron) => withoutLeadingZeros(patron.pupilNumber ?? ''));
	const byName = Map.groupBy(present, (patron) => `${patron.category} ${nameKey(patron)}`);
	const found = new Map<string, LikelyDuplicate>();
	for (const [reason, groups] of [['sameNumber', byNumber], ['sameName', byName]] as const) {
		for (const [first, ...others] of groups.values()) {
			for (const other of first ? others : []) {
				if (!first || areApart(first, other) || (reason === 'sameName' && contradict(first, other))) continue;
				const pair = inOrder(first, other, reason);
				const key = [first.id, other.id].toSorted().join(' ');
				if (!found.has(key)) found.set(key, pair);
			}
		}
	}
	return [...found.values()];
}

function contradict(a: Patron, b: Patron): boolean {
	if (a.pupilNumber && b.pupilNumber) return withoutLeadingZeros(a.pupilNumber) !== withoutLeadingZeros(b.pupilNumber);
	// Two of one name without any number: only a desk that added one in a hurry makes that likely.
	const isInDoubt = a.provisional === true || b.provisional === true;
	return !isInDoubt && a.homeClassId !== undefined && b.homeClassId !== undefined && a.homeClassId !== b.homeClassId;
}

function inOrder(a: Patron, b: Patron, reason: DuplicateReason): LikelyDuplicate {
	const rank = (patron: Patron) => (patron.provisional ? 0 : 4) + (patron.pupilNumber ? 2 : 0) + (patron.homeClassId ? 1 : 0);
	return rank(b) > rank(a) ? { stays: b, goes: a, reason } : { stays: a, goes: b, reason };
}

/** `Zoë van der Meer` and `zoe Van Der meer` are written alike here. */
function nameKey({ givenName, infix = '', familyName }: Patron): string {
	return `${givenName}|${infix}${familyName}`.normalize('NFD').replace(/[^\p{L}|]/gu, '').toLowerCase();
}
