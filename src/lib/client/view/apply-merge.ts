import type { CopyState } from '#lib/domain/circulation/loan.ts';
import { foldMerges, underSurvivor, type OfPatron, type PatronMerge } from '#lib/domain/people/patron-merge.ts';
import type { CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import type { IndexName, Records } from './records.ts';

/** The name a patron or copy has now. */
export function survivorOf<T extends PatronId | CopyId>(records: Records, id: T): T {
	return (records.get('alias', id)?.to as T | undefined) ?? id;
}

/** A row that belongs to a patron, under the name that patron has now; any other row as it is. */
export function rowUnderSurvivor<T extends object>(records: Records, row: T): T {
	if (!('patronId' in row)) return row;
	return underSurvivor(row as T & OfPatron, (id) => survivorOf(records, id));
}

const rowsOfPatron = ['cardsOfPatron', 'holdsOfPatron', 'finesOfPatron'] as const satisfies IndexName[];

/** Lays a merge, or one taken back, over the confirmed rows: names, and everything that belongs to them. */
export function applyMerge(records: Records, merge: PatronMerge): void {
	records.overlay('patronMerge', merge.id, merge);
	const before = new Map([...records.all('alias')].flatMap(({ id, kind, to }) => (kind === 'patron' ? [[id, to] as const] : [])));
	const after = foldMerges(records.all('patronMerge'));
	const names = new Set([...before.keys(), ...after.keys()]) as Set<PatronId>;
	const changed = [...names].filter((id) => before.get(id) !== after.get(id));
	const holders = new Set(changed.flatMap((id) => [id, (before.get(id) as PatronId | undefined) ?? id]));
	const moved = [...holders].flatMap((id) => rowsOf(records, id));
	for (const id of changed) rename(records, id, after.get(id));
	for (const row of moved) overlay(records, row);
}

type Found =
	| { readonly kind: 'card' | 'hold' | 'fine'; readonly row: OfPatron & { readonly id: string } }
	| { readonly kind: 'copyState'; readonly row: CopyState & { readonly id: CopyId } };

const kindOf = { cardsOfPatron: 'card', holdsOfPatron: 'hold', finesOfPatron: 'fine' } as const;

function rowsOf(records: Records, id: PatronId): Found[] {
	const own = rowsOfPatron.flatMap((name) => records.find(name, id).map((row): Found => ({ kind: kindOf[name], row })));
	const states = [...records.find('lentToPatron', id), ...records.find('lastLentToPatron', id)];
	return [...own, ...states.map((row): Found => ({ kind: 'copyState', row }))];
}

function rename(records: Records, id: PatronId, to: PatronId | undefined): void {
	records.overlay('alias', id, to && { id, kind: 'patron', to });
	if (to) return records.overlay('patron', id, undefined);
	const back = [...records.all('patronMerge')].findLast((merge) => merge.patron.id === id);
	if (back) records.overlay('patron', id, back.patron);
}

function overlay(records: Records, found: Found): void {
	if (found.kind !== 'copyState') return records.overlay(found.kind, found.row.id, rowUnderSurvivor(records, found.row));
	// A copy that came back in between may be in both lists: what was laid over it first is read again.
	const state = records.get('copyState', found.row.id) ?? found.row;
	const { open, lastClosed } = state;
	records.overlay('copyState', state.id, {
		...state,
		open: open && rowUnderSurvivor(records, open),
		lastClosed: lastClosed && rowUnderSurvivor(records, lastClosed)
	});
}
