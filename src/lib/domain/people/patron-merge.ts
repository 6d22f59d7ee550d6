import type { Instant } from '../shared/calendar-date.ts';
import type { OperationId, PatronId } from '../shared/ids.ts';
import type { FactSource } from '../circulation/loan.ts';
import { editBetween, mergeEdit, reverseEdit, type RecordEdit } from '../shared/record-edit.ts';
import type { Patron } from './patron.ts';

/** Somebody said that two patrons are one person. Its id is that of the operation that said so. */
export interface PatronMerge {
	readonly id: OperationId;
	readonly from: PatronId;
	readonly into: PatronId;
	readonly at: Instant;
	readonly source: FactSource;
	/** Who disappeared from the lists, as it was then; of two who were one person already, that person. */
	readonly patron: Patron;
	/** What the one who stays took over from the other, and what stood there before. */
	readonly filled: RecordEdit<Patron>;
	/** Somebody said later that they are two after all. */
	readonly undone?: { readonly at: Instant; readonly source: FactSource } | undefined;
}

/** Another name of a patron → who it is now. Whoever is not in it stands for itself. */
export type Survivors = ReadonlyMap<PatronId, PatronId>;

/**
 * Merges that count, oldest first. Whoever takes two patrons apart says so of these two, so that a desk which had merged
 * the same two before that, and comes back later, does not join them again.
 */
export function standingMerges(merges: Iterable<PatronMerge>): PatronMerge[] {
	const all = [...merges];
	const apart = new Map<string, Instant>();
	for (const { undone, ...merge } of all) if (undone) apart.set(pairOf(merge), Math.max(undone.at, apart.get(pairOf(merge)) ?? undone.at));
	return all
		.filter((merge) => !merge.undone && merge.at > (apart.get(pairOf(merge)) ?? -Infinity))
		.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The two patrons, whichever of them was to stay. */
export function pairOf({ from, into }: Pick<PatronMerge, 'from' | 'into'>): string {
	return JSON.stringify([from, into].toSorted());
}

/**
 * All that was said and not taken back → who is whom. A pure function of the *set* of merges, so that two desks
 * that merged offline agree, whichever comes back first.
 */
export function foldMerges(merges: Iterable<PatronMerge>): Survivors {
	const parents = new Map<PatronId, PatronId>();
	const rootOf = (id: PatronId): PatronId => {
		const parent = parents.get(id);
		return parent === undefined ? id : rootOf(parent);
	};
	for (const { from, into } of standingMerges(merges)) {
		const [gone, stays] = [rootOf(from), rootOf(into)];
		if (gone !== stays) parents.set(gone, stays);
	}
	return new Map([...parents.keys()].map((id) => [id, rootOf(id)]));
}

/** What belongs to a patron and goes with it when patrons are merged. */
export interface OfPatron {
	/** Whose it is now. `null`: nobody's any more. */
	readonly patronId: PatronId | null;
	/** The patron it was recorded for, when that is another name of `patronId`: a merge taken back returns it there. */
	readonly recordedFor?: PatronId | undefined;
}

/** The same record under the name its patron has now. */
export function underSurvivor<T extends OfPatron>(record: T, survivorOf: (id: PatronId) => PatronId): T {
	const named = record.recordedFor ?? record.patronId;
	if (named === null) return record;
	const patronId = survivorOf(named);
	if (patronId === record.patronId && (record.recordedFor === undefined) === (patronId === named)) return record;
	const { recordedFor: _before, ...rest } = record;
	return { ...rest, patronId, ...(patronId !== named && { recordedFor: named }) } as unknown as T;
}

/** Fields that are said by adding, not by choosing one of the two. */
const remarks = ['attention', 'blocked'] as const;
const longestRemark = 500;
/** Fields that the one who stays takes over where it has none. */
const takenOver = [
	'pupilNumber',
	'homeClassId',
	'guardianName',
	'guardianStreet',
	'guardianPostcode',
	'guardianCity',
	'guardianEmail'
] as const satisfies readonly (keyof Patron)[];

/** What the one who stays takes over from the one who goes, as an edit that can be taken back. */
export function takeOver(stays: Patron, goes: Patron): RecordEdit<Patron> {
	const after: { -readonly [F in keyof Patron]?: Patron[F] | null | undefined } = {};
	for (const field of takenOver) if (!stays[field] && goes[field]) Object.assign(after, { [field]: goes[field] });
	for (const field of remarks) {
		const both = [...new Set([stays[field], goes[field]].filter(Boolean))].join(' · ');
		if (both !== '') after[field] = both.slice(0, longestRemark);
	}
	// One of the two was in the roster, so this person is.
	if (stays.provisional && !goes.provisional) after.provisional = null;
	return editBetween(stays, after);
}

/** The patron with an edit applied, or taken back, field by field: what others changed since stays. */
export function withTakenOver(patron: Patron, edit: RecordEdit<Patron>): Patron {
	return mergeEdit(patron, edit).row;
}

export function withoutTakenOver(patron: Patron, edit: RecordEdit<Patron>): Patron {
	return mergeEdit(patron, reverseEdit(edit)).row;
}
