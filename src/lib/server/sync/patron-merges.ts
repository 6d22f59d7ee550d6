import { foldMerges, type PatronMerge } from '#lib/domain/people/patron-merge.ts';
import type { CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import { parseBody } from '../db/body.ts';
import { readSurvivors, writeAliases } from './aliases.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { classPupilsOf } from './class-pupils.ts';
import { joinedKinds, listRecorded } from './joined-records.ts';
import { kindsOfPatron, listRecordsOf, saveRecords } from './records.ts';
import { refoldCopies } from './refold-copies.ts';
import { titleListsOfSome } from './title-lists.ts';
import { visible } from './visibility.ts';

/**
 * Stores a merge, or one taken back, and brings everything in line with who is whom now: names, the patrons in the lists,
 * their cards, holds and fines, what they take part in and whom they are taught with, and the loans that follow from the facts of their copies. No fact is touched.
 */
export async function saveMerge(change: Change, merge: PatronMerge): Promise<Publication[]> {
	const { tx, schoolId } = change;
	await upsertMerge(change, merge);
	const before = await readSurvivors(tx, schoolId);
	const after = foldMerges(await listMerges(change));
	const changed = [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
	const holders = [...new Set(changed.flatMap((id) => [id, before.get(id) ?? id]))];
	const copies = await copiesOf(change, holders);
	return [
		{ kind: 'patronMerge', id: merge.id, audience: visible('patronMerge', merge, change) },
		...(await rename(change, changed, after)),
		...(await showPatrons(change, changed)),
		...(await moveRecords(change, holders)),
		...(await showJoined(change, holders)),
		...(await classPupilsOf(change, holders)),
		...(await titleListsOfSome(change)),
		...(await refoldCopies(change, copies))
	];
}

async function upsertMerge({ tx, schoolId }: Change, merge: PatronMerge): Promise<void> {
	const columns = { undone: merge.undone ? 1 : 0, body: JSON.stringify(merge) };
	await tx
		.insertInto('patron_merge')
		.values({ school_id: schoolId, id: merge.id, from_id: merge.from, into_id: merge.into, ...columns })
		.onConflict((conflict) => conflict.columns(['school_id', 'id']).doUpdateSet(columns))
		.execute();
}

async function listMerges({ tx, schoolId }: Change): Promise<PatronMerge[]> {
	const rows = await tx.selectFrom('patron_merge').select('body').where('school_id', '=', schoolId).execute();
	return rows.map((row) => parseBody<PatronMerge>(row.body));
}

async function rename(change: Change, changed: readonly PatronId[], after: ReadonlyMap<PatronId, PatronId>): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const own = changed.filter((id) => !after.has(id));
	if (own.length > 0) {
		await tx.deleteFrom('alias').where('school_id', '=', schoolId).where('kind', '=', 'patron').where('id', 'in', own).execute();
	}
	const rows = changed.flatMap((id) => {
		const to = after.get(id);
		return to ? [{ id, kind: 'patron', to } as const] : [];
	});
	return [...own.map((id): Publication => ({ kind: 'alias', id, audience: new Map() })), ...(await writeAliases(change, rows))];
}

/** Written again as they are: whether they are seen has changed. */
async function showPatrons(change: Change, ids: readonly PatronId[]): Promise<Publication[]> {
	if (ids.length === 0) return [];
	const rows = await change.tx.selectFrom('patron').select('body').where('school_id', '=', change.schoolId).where('id', 'in', ids).execute();
	return saveRecords(change, 'patron', rows.map((row) => parseBody<Rows['patron']>(row.body)));
}

/** Saving puts them under the name their patron has now. */
async function moveRecords(change: Change, holders: readonly PatronId[]): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const kind of kindsOfPatron) publications.push(...(await saveRecords(change, kind, await listRecordsOf(change, kind, holders))));
	return publications;
}

/** What they have one of is seen as one row, or as two again; an id that neither has now is gone. */
async function showJoined(change: Change, holders: readonly PatronId[]): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const kind of joinedKinds) {
		const { rows, ids } = await listRecorded(change, kind, holders);
		const shown = await saveRecords(change, kind, rows);
		for (const publication of shown) if (publication.kind === kind) ids.delete(publication.id);
		publications.push(...shown, ...[...ids].map((id): Publication => ({ kind, id, audience: new Map() })));
	}
	return publications;
}

/** Copies whose loans or questions name one of these patrons. */
async function copiesOf({ tx, schoolId }: Change, patronIds: readonly PatronId[]): Promise<Set<CopyId>> {
	if (patronIds.length === 0) return new Set();
	const loans = await tx.selectFrom('loan').select('copy_id').distinct().where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	// A loan that a question is about may stand in no other record; questions are few.
	const asked = await tx
		.selectFrom('incident')
		.select(['copy_id', 'body'])
		.where('school_id', '=', schoolId)
		.where('origin', '=', 'fold')
		.where('copy_id', 'is not', null)
		.execute();
	const named = asked.filter(({ body }) => patronIds.some((id) => body.includes(JSON.stringify(id))));
	return new Set([...loans, ...named].map((row) => row.copy_id as CopyId));
}
