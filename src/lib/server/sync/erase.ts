import type { EraseEffect } from '#lib/operations/definition.ts';
import { operations } from '#lib/operations/registry.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Change } from './change.ts';
import { classPupilsOf } from './class-pupils.ts';
import { chunks, type Publication } from './feed.ts';
import { deleteRecords } from './records.ts';

/** Steps before the readings they belong to, so that foreign keys hold. */
const ofReaders = ['readingProgress', 'readingEntry'] as const;
const tableOf = { readingProgress: 'reading_progress', readingEntry: 'reading_entry' } as const;
type ReaderKind = (typeof ofReaders)[number];
const idsPerStatement = 500;

/** Takes rows away for good: out of their tables, and out of the feed of everyone who had them. */
export async function eraseRows(change: Change, effects: readonly EraseEffect[]): Promise<Publication[]> {
	const publications: Publication[] = [];
	const owners = new Set<PatronId>();
	const idsOf = (kind: EraseEffect['kind']) => effects.filter((effect) => effect.kind === kind).map((effect) => effect.id);
	for (const kind of ofReaders) {
		const ids = idsOf(kind);
		for (const owner of await ownersOf(change, kind, ids)) owners.add(owner);
		publications.push(...(await deleteRecords(change, kind, ids)));
	}
	return [...publications, ...(await eraseWishes(change, idsOf('wish'))), ...(await classPupilsOf(change, owners))];
}

/** A wish goes with the votes for it. */
async function eraseWishes(change: Change, ids: readonly string[]): Promise<Publication[]> {
	if (ids.length === 0) return [];
	const votes = await change.tx.selectFrom('wish_vote').select('id').where('school_id', '=', change.schoolId).where('wish_id', 'in', ids).execute();
	return [...(await deleteRecords(change, 'wishVote', votes.map(({ id }) => id))), ...(await deleteRecords(change, 'wish', ids))];
}

async function ownersOf({ tx, schoolId }: Change, kind: ReaderKind, ids: readonly string[]): Promise<PatronId[]> {
	const owners: PatronId[] = [];
	for (const part of chunks(ids, idsPerStatement)) {
		const rows = await tx
			.selectFrom(tableOf[kind])
			.select('patron_id')
			.distinct()
			.where('school_id', '=', schoolId)
			.where('id', 'in', part)
			.execute();
		owners.push(...rows.map((row) => row.patron_id as PatronId));
	}
	return owners;
}

const rowsOnlyTypes = Object.values(operations)
	.filter((definition) => definition.rowsOnly)
	.map((definition) => definition.type);

/** Of operations whose content lives in rows, nothing is kept beside those rows; here goes what was set aside whole, and the hashes. */
export async function forgetOperations({ tx, schoolId }: Change, patronId: PatronId): Promise<void> {
	await tx
		.updateTable('operation')
		.set({ payload: null, payload_hash: null })
		.where('school_id', '=', schoolId)
		.where('actor_id', 'in', (eb) => eb.selectFrom('actor_role').select('account_id').where('school_id', '=', schoolId).where('patron_id', '=', patronId))
		.where('type', 'in', rowsOnlyTypes)
		.execute();
}
