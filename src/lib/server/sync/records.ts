import type { WishId } from '#lib/domain/catalogue/wish.ts';
import { underSurvivor, type OfPatron, type Survivors } from '#lib/domain/people/patron-merge.ts';
import { endingOf } from '#lib/domain/reading/reading-entry.ts';
import type { Review } from '#lib/domain/reading/review.ts';
import type { BoxId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import { parseBody } from '../db/body.ts';
import type { Schema, Tx } from '../db/schema.ts';
import { readSurvivors } from './aliases.ts';
import { boxLoansOf, boxLoansOfPatrons, loansOfBoxes } from './box-loans.ts';
import { availabilityOf } from './availability.ts';
import { attendanceOf } from './attendance.ts';
import { classPupilsOf } from './class-pupils.ts';
import { countAgain } from '../programmes/editions.ts';
import { groupsStand } from '../programmes/groups-stand.ts';
import type { Change } from './change.ts';
import { isJoined, publicationsOfJoined, underSurvivors } from './joined-records.ts';
import { chunks, type Publication } from './feed.ts';
import { queuesOf } from './queues.ts';
import { publicationsOfRounds } from './rounds-of-groups.ts';
import { shownReviewsOf, takeAwayShown } from './shown-reviews.ts';
import { shownWishesOf, wishesOfVotes } from './shown-wishes.ts';
import { titleListsOf } from './title-lists.ts';
import { visible } from './visibility.ts';

/** Kinds that are written as whole rows; the others follow from a copy's history. */
export interface Records {
	homeClass: Rows['homeClass'];
	teachingGroup: Rows['teachingGroup'];
	title: Rows['title'];
	copy: Rows['copy'];
	patron: Rows['patron'];
	photo: Rows['photo'];
	groupPlace: Rows['groupPlace'];
	teaching: Rows['teaching'];
	lesson: Rows['lesson'];
	readingSession: Rows['readingSession'];
	card: Rows['card'];
	hold: Rows['hold'];
	fine: Rows['fine'];
	edition: Rows['edition'];
	participation: Rows['participation'];
	readAloudRound: Rows['readAloudRound'];
	classPack: Rows['classPack'];
	titleList: Rows['titleList'];
	box: Rows['box'];
	boxCopy: Rows['boxCopy'];
	readingEntry: Rows['readingEntry'];
	readingProgress: Rows['readingProgress'];
	readingProfile: Rows['readingProfile'];
	listedTitle: Rows['listedTitle'];
	listMessage: Rows['listMessage'];
	readingLevel: Rows['readingLevel'];
	review: Rows['review'];
	wish: Rows['wish'];
	wishVote: Rows['wishVote'];
}
export type RecordKind = keyof Records;

/** Parents before children, so that foreign keys hold at every moment. */
export const recordOrder = [
	'homeClass',
	'teachingGroup',
	'title',
	'copy',
	'patron',
	'photo',
	'groupPlace',
	'teaching',
	'lesson',
	'readingSession',
	'card',
	'hold',
	'fine',
	'edition',
	'participation',
	'readAloudRound',
	'classPack',
	'titleList',
	'box',
	'boxCopy',
	'readingEntry',
	'readingProgress',
	'readingProfile',
	'listedTitle',
	'listMessage',
	'readingLevel',
	'review',
	'wish',
	'wishVote'
] as const satisfies RecordKind[];

/** Kinds that belong to one patron and have nothing to say without one, with their tables; children first. */
export const ownedByPatron = [
	['fine', 'fine'],
	['hold', 'hold'],
	['review', 'review'],
	['wishVote', 'wish_vote'],
	['card', 'card'],
	['groupPlace', 'group_place'],
	['photo', 'photo']
] as const satisfies readonly (readonly [RecordKind, keyof Schema])[];

const rowsPerStatement = 500;

interface RecordTable<K extends RecordKind> {
	/** All tables have the same shape as far as this file goes; the name of one stands for any. */
	readonly table: 'patron';
	readonly columns: (row: Records[K]) => Readonly<Record<string, string | number | null>>;
}

const tables: { readonly [K in RecordKind]: RecordTable<K> } = {
	homeClass: { table: 'home_class' as 'patron', columns: (row) => ({ name: row.name }) },
	teachingGroup: { table: 'teaching_group' as 'patron', columns: (row) => ({ name: row.name }) },
	title: { table: 'title' as 'patron', columns: () => ({}) },
	copy: {
		table: 'copy' as 'patron',
		columns: (row) => ({ title_id: row.titleId, barcode: row.barcode, status: row.status })
	},
	patron: {
		table: 'patron',
		columns: (row) => ({ home_class_id: row.homeClassId ?? null, pupil_number: row.pupilNumber ?? null })
	},
	photo: { table: 'photo' as 'patron', columns: (row) => ({ patron_id: row.id }) },
	groupPlace: {
		table: 'group_place' as 'patron',
		columns: (row) => ({ group_id: row.groupId, patron_id: row.patronId, active: Number(row.active) })
	},
	teaching: {
		table: 'teaching' as 'patron',
		columns: (row) => ({ group_id: row.groupId, teacher_id: row.teacherId, active: Number(row.active) })
	},
	lesson: { table: 'lesson' as 'patron', columns: classActColumns },
	readingSession: { table: 'reading_session' as 'patron', columns: classActColumns },
	card: { table: 'card' as 'patron', columns: (row) => ({ patron_id: row.patronId, status: row.status }) },
	hold: {
		table: 'hold' as 'patron',
		columns: (row) => ({
			title_id: row.titleId,
			patron_id: row.patronId,
			status: row.status,
			copy_id: row.copyId ?? null,
			placed_at: row.placedAt
		})
	},
	fine: {
		table: 'fine' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, cents: row.cents, settled_cents: row.settledCents })
	},
	edition: { table: 'edition' as 'patron', columns: () => ({}) },
	participation: {
		table: 'participation' as 'patron',
		columns: (row) => ({ edition_id: row.editionId, patron_id: row.patronId })
	},
	readAloudRound: {
		table: 'read_aloud_round' as 'patron',
		columns: (row) => ({ edition_id: row.editionId, group_id: row.groupId })
	},
	classPack: {
		table: 'class_pack' as 'patron',
		columns: (row) => ({ edition_id: row.editionId, group_id: row.groupId })
	},
	titleList: { table: 'title_list' as 'patron', columns: () => ({}) },
	box: { table: 'box' as 'patron', columns: (row) => ({ keeper_id: row.keeperId ?? null }) },
	boxCopy: { table: 'box_copy' as 'patron', columns: (row) => ({ box_id: row.boxId, copy_id: row.copyId }) },
	readingEntry: {
		table: 'reading_entry' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, ended: endingOf(row)?.how ?? null, ended_on: endingOf(row)?.on ?? null })
	},
	readingProgress: {
		table: 'reading_progress' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, entry_id: row.entryId })
	},
	readingProfile: { table: 'reading_profile' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	listedTitle: { table: 'listed_title' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	listMessage: {
		table: 'list_message' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, listed_title_id: row.listedTitleId })
	},
	readingLevel: { table: 'reading_level' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	review: { table: 'review' as 'patron', columns: (row) => ({ patron_id: row.patronId, title_id: row.titleId }) },
	wish: { table: 'wish' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	wishVote: { table: 'wish_vote' as 'patron', columns: (row) => ({ patron_id: row.patronId, wish_id: row.wishId }) }
};

function classActColumns({ groupId, on, active }: Records['lesson' | 'readingSession']) {
	return { group_id: groupId, held_on: on, active: Number(active) };
}

/** Kinds that change what the teachers of a pupil see of it. */
const toldToTeachers: ReadonlySet<RecordKind> = new Set(['readingEntry', 'readingProfile', 'listedTitle', 'listMessage', 'readingLevel']);

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
		.selectFrom(tables[kind].table)
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
	const { table, columns } = tables[kind];
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
		await tx.deleteFrom(tables[kind].table).where('school_id', '=', schoolId).where('id', 'in', part).execute();
	}
	gone.push(...(await shownWishesOf(change, wishIds)));
	return kind === 'patron' ? [...gone, ...(await classPupilsOf(change, ids as readonly PatronId[]))] : gone;
}

type Dependents = () => Promise<Publication[]>;
const none: Dependents = async () => [];

/** Looks at rows before they are overwritten; what it returns is asked afterwards. */
async function dependentsOf<K extends RecordKind>(change: Change, kind: K, rows: readonly Records[K][]): Promise<Dependents> {
	if (kind === 'copy') return titlesOfMovedCopies(change, rows as unknown as readonly Records['copy'][]);
	if (kind === 'patron') {
		const patrons = rows as unknown as readonly Records['patron'][];
		const classes = await classesOfMovedPatrons(change, patrons);
		const ids = patrons.map((patron) => patron.id);
		return async () => [...(await classes()), ...(await classPupilsOf(change, ids)), ...(await boxLoansOfPatrons(change, ids))];
	}
	if (toldToTeachers.has(kind)) {
		const owners = (rows as unknown as readonly Records['listedTitle'][]).map((row) => row.patronId);
		return () => classPupilsOf(change, owners);
	}
	if (kind === 'groupPlace') {
		const places = rows as unknown as readonly Records['groupPlace'][];
		return () => classPupilsOf(change, places.map((place) => place.patronId));
	}
	if (kind === 'lesson') {
		const lessons = rows as unknown as readonly Records['lesson'][];
		return () => groupsStand(change, lessons.map((lesson) => lesson.groupId));
	}
	if (kind === 'readingSession') return () => attendanceOf(change, rows as unknown as readonly Records['readingSession'][]);
	if (kind === 'homeClass') {
		return async () => {
			const ids = [...(await patronsOfClasses(change, rows.map((row) => row.id))).values()].flat();
			return [...(await classPupilsOf(change, ids)), ...(await boxLoansOfPatrons(change, ids))];
		};
	}
	if (kind === 'review') return () => shownReviewsOf(change, rows as unknown as readonly Review[]);
	if (kind === 'wish') return () => shownWishesOf(change, rows.map((row) => row.id as WishId));
	if (kind === 'wishVote') return () => shownWishesOf(change, (rows as unknown as readonly Records['wishVote'][]).map((row) => row.wishId));
	if (kind === 'edition') return () => countAfterwards(change);
	if (kind === 'participation') return () => classPupilsOf(change, (rows as unknown as readonly Records['participation'][]).map((row) => row.patronId));
	if (kind === 'readAloudRound') {
		return () => classPupilsOf(change, (rows as unknown as readonly Records['readAloudRound'][]).flatMap((row) => Object.keys(row.entries) as PatronId[]));
	}
	if (kind === 'classPack') return () => groupsStand(change, (rows as unknown as readonly Records['classPack'][]).map((row) => row.groupId));
	if (kind === 'titleList') return () => titleListsOf(change, rows as unknown as readonly Records['titleList'][]);
	if (kind === 'box') return () => loansOfBoxes(change, rows.map((row) => row.id as BoxId));
	if (kind === 'boxCopy') return () => boxLoansOf(change, (rows as unknown as readonly Records['boxCopy'][]).map((row) => row.copyId));
	if (kind === 'hold') return queuesOfMovedHolds(change, rows as unknown as readonly Records['hold'][]);
	return none;
}

async function countAfterwards({ tx, schoolId }: Change): Promise<Publication[]> {
	await countAgain(tx, schoolId);
	return [];
}

async function queuesOfMovedHolds(change: Change, rows: readonly Records['hold'][]): Promise<Dependents> {
	const titles = new Set<string>(rows.map((hold) => hold.titleId));
	for (const before of (await valuesBefore(change.tx, change.schoolId, 'hold', 'title_id', rows)).values()) if (before) titles.add(before);
	return async () => [...(await availabilityOf(change, titles)), ...(await queuesOf(change, titles))];
}

async function titlesOfMovedCopies(change: Change, rows: readonly Records['copy'][]): Promise<Dependents> {
	const titleBefore = await valuesBefore(change.tx, change.schoolId, 'copy', 'title_id', rows);
	const titles = new Set<string>();
	for (const row of rows) {
		const before = titleBefore.get(row.id);
		if (before && before !== row.titleId) titles.add(before).add(row.titleId);
	}
	return () => availabilityOf(change, titles);
}

async function classesOfMovedPatrons(change: Change, rows: readonly Records['patron'][]): Promise<Dependents> {
	const classBefore = await valuesBefore(change.tx, change.schoolId, 'patron', 'home_class_id', rows);
	const classes = new Set<string>();
	for (const row of rows) {
		const before = classBefore.get(row.id) ?? undefined;
		if (before === row.homeClassId) continue;
		if (before) classes.add(before);
		if (row.homeClassId) classes.add(row.homeClassId);
	}
	return () => publishClasses(change, [...classes]);
}

async function valuesBefore(
	tx: Tx,
	schoolId: string,
	table: 'copy' | 'patron' | 'hold',
	column: 'title_id' | 'home_class_id',
	rows: readonly { readonly id: string }[]
): Promise<Map<string, string | null>> {
	const found = await tx
		.selectFrom(table as 'patron')
		.select(['id', `${column as 'home_class_id'} as value`])
		.where('school_id', '=', schoolId)
		.where(
			'id',
			'in',
			rows.map((row) => row.id)
		)
		.execute();
	return new Map(found.map((row) => [row.id, row.value]));
}

async function patronsOfClasses({ tx, schoolId }: Change, classIds: readonly string[]): Promise<Map<string, PatronId[]>> {
	const rows = await tx
		.selectFrom('patron')
		.select(['id', 'home_class_id'])
		.where('school_id', '=', schoolId)
		.where('home_class_id', 'in', classIds)
		.execute();
	const byClass = Map.groupBy(rows, (row) => row.home_class_id ?? '');
	return new Map([...byClass].map(([id, patrons]) => [id, patrons.map((patron) => patron.id as PatronId)]));
}

async function publishClasses(change: Change, ids: readonly string[]): Promise<Publication[]> {
	if (ids.length === 0) return [];
	const { tx, schoolId } = change;
	const rows = await tx.selectFrom('home_class').select('body').where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	const patronsOf = await patronsOfClasses(change, ids);
	return rows
		.map(({ body }) => JSON.parse(body) as Rows['homeClass'])
		.map((row) => ({
			kind: 'homeClass',
			id: row.id,
			audience: visible('homeClass', row, { schoolId, patronIds: patronsOf.get(row.id) })
		}));
}
