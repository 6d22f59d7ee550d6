import type { WishId } from '#lib/domain/catalogue/wish.ts';
import { underSurvivor, type OfPatron, type Survivors } from '#lib/domain/people/patron-merge.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import { parseBody } from '../db/body.ts';
import { readSurvivors } from './aliases.ts';
import type { Change } from './change.ts';
import { classPupilsOf } from './class-pupils.ts';
import { chunks, type Publication } from './feed.ts';
import { isJoined, publicationsOfJoined, underSurvivors } from './joined-records.ts';
import { dependentsOf, patronsOfClasses } from './record-dependents.ts';
import { recordOrder, recordTables, type RecordKind, type Records } from './record-tables.ts';
import { publicationsOfRounds, roundsOfSchool } from './rounds-of-groups.ts';
import { takeAwayShown } from './shown-reviews.ts';
import { shownWishesOf, wishesOfVotes } from './shown-wishes.ts';
import { visible } from './visibility.ts';

const rowsPerStatement = 500;

/** Upserts whole rows of one kind and says what the feed must show; also of other rows that depend on them. */
export async function saveRecords<K extends RecordKind>(
	change: Change,
	kind: K,
	rows: readonly Records[K][]
): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const given of chunks([...lastOfEachId(rows)], rowsPerStatement)) {
		const survivors = namesPatrons(kind) ? await readSurvivors(change.tx, change.schoolId) : new Map<PatronId, PatronId>();
		const part = isJoined(kind) ? given : given.map((row) => ofSurvivor(row, survivors));
		const dependents = await dependentsOf(change, kind, asOfNow(kind, part, survivors));
		await upsert(change, kind, part);
		if (isJoined(kind)) {
			publications.push(...(await publicationsOfJoined(change, kind as 'participation', part as unknown as readonly Records['participation'][], survivors)), ...(await dependents()));
			continue;
		}
		if (kind === 'readAloudRound') {
			publications.push(...(await publicationsOfRounds(change, part as unknown as readonly Records['readAloudRound'][])), ...(await dependents()));
			continue;
		}
		const patronsOf = kind === 'homeClass' ? await patronsOfClasses(change, part.map((row) => row.id)) : undefined;
		for (const row of part) {
			const world = { schoolId: change.schoolId, patronIds: patronsOf?.get(row.id) };
			// Kept for when the merge is taken back, and for whatever points at it; the lists show the one it was merged into.
			const isMerged = kind === 'patron' && survivors.has(row.id as PatronId);
			publications.push({ kind, id: row.id, audience: isMerged ? new Map() : visible(kind, row as Rows[K], world) });
		}
		publications.push(...(await dependents()));
	}
	return publications;
}

type KindOfPatron = { [K in RecordKind]: Records[K] extends { readonly patronId: PatronId | null } ? K : never }[RecordKind];

/**
 * What belongs to a patron: whether its rows are written under another name when patrons are merged. Of places,
 * participations and profiles a patron has one each: these stay as they were recorded and are seen as one (`joined-records.ts`).
 */
const goesAlong: Readonly<Record<KindOfPatron, boolean>> = {
	groupPlace: false,
	participation: false,
	readingProfile: false,
	card: true,
	hold: true,
	fine: true,
	readingEntry: true,
	readingProgress: true,
	listedTitle: true,
	listMessage: true,
	readingLevel: true,
	review: true,
	wish: true,
	wishVote: true
};
export const kindsOfPatron = recordOrder.filter((kind): kind is KindOfPatron => goesAlong[kind as KindOfPatron] === true);

function namesPatrons(kind: RecordKind): boolean {
	return kind === 'patron' || isJoined(kind) || goesAlong[kind as KindOfPatron] === true;
}

/** Whoever is concerned by a row is who its owner is now. */
function asOfNow<K extends RecordKind>(kind: K, rows: readonly Records[K][], survivors: Survivors): readonly Records[K][] {
	if (!isJoined(kind)) return rows;
	// Whichever of these kinds it is, rows and kind go together.
	return underSurvivors(kind as 'participation', rows as unknown as readonly Records['participation'][], survivors) as unknown as readonly Records[K][];
}

function ofSurvivor<T extends object>(row: T, survivors: Survivors): T {
	if (!('patronId' in row)) return row;
	return underSurvivor(row as T & OfPatron, (id) => survivors.get(id) ?? id);
}

/** Rows of a kind that belong to one of these patrons now. */
export async function listRecordsOf<K extends KindOfPatron>(change: Change, kind: K, patronIds: readonly PatronId[]): Promise<Records[K][]> {
	if (patronIds.length === 0) return [];
	const rows = await change.tx
		.selectFrom(recordTables[kind].table)
		.select('body')
		.where('school_id', '=', change.schoolId)
		.where('patron_id' as 'id', 'in', patronIds)
		.execute();
	return rows.map((row) => parseBody<Records[K]>(row.body));
}

/** One statement may not touch a row twice. */
function lastOfEachId<T extends { readonly id: string }>(rows: readonly T[]): Iterable<T> {
	return new Map(rows.map((row) => [row.id, row])).values();
}

async function upsert<K extends RecordKind>({ tx, schoolId }: Change, kind: K, rows: readonly Records[K][]): Promise<void> {
	const { table, columns } = recordTables[kind];
	const values = rows.map((row) => ({ school_id: schoolId, id: row.id, body: JSON.stringify(row), ...columns(row) }));
	const names = ['body', ...Object.keys(rows[0] ? columns(rows[0]) : {})] as 'body'[];
	await tx
		.insertInto(table)
		.values(values)
		.onConflict((conflict) =>
			conflict
				.columns(['school_id', 'id'])
				.doUpdateSet((eb) => Object.fromEntries(names.map((name) => [name, eb.ref(`excluded.${name}`)])))
		)
		.execute();
}

/** Removes rows of one kind. @throws where other records still refer to one of them */
export async function deleteRecords(change: Change, kind: RecordKind, ids: readonly string[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const gone = ids.map((id): Publication => ({ kind, id, audience: new Map() }));
	const wishIds: WishId[] = kind === 'wish' ? [...(ids as readonly WishId[])] : [];
	for (const part of chunks(ids, rowsPerStatement)) {
		if (kind === 'review') gone.push(...(await takeAwayShown(change, part)));
		if (kind === 'wishVote') wishIds.push(...(await wishesOfVotes(change, part)));
		await tx.deleteFrom(recordTables[kind].table).where('school_id', '=', schoolId).where('id', 'in', part).execute();
	}
	gone.push(...(await shownWishesOf(change, wishIds)));
	return kind === 'patron' ? [...gone, ...(await classPupilsOf(change, ids as readonly PatronId[])), ...(await roundsOfSchool(change))] : gone;
}
