import type { WishId } from '#lib/domain/catalogue/wish.ts';
import type { Review } from '#lib/domain/reading/review.ts';
import type { BoxId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import type { Tx } from '../db/schema.ts';
import { countAgain } from '../programmes/editions.ts';
import { groupsStand } from '../programmes/groups-stand.ts';
import { mergesAmong } from '../programmes/ids-now.ts';
import { attendanceOf } from './attendance.ts';
import { availabilityOf } from './availability.ts';
import { boxLoansOf, boxLoansOfPatrons, loansOfBoxes } from './box-loans.ts';
import type { Change } from './change.ts';
import { classPupilsOf } from './class-pupils.ts';
import type { Publication } from './feed.ts';
import { queuesOf } from './queues.ts';
import type { RecordKind, Records } from './record-tables.ts';
import { roundsOfSchool } from './rounds-of-groups.ts';
import { shownReviewsOf } from './shown-reviews.ts';
import { shownWishesOf } from './shown-wishes.ts';
import { titleListsOf, titleListsOfGroups } from './title-lists.ts';
import { visible } from './visibility.ts';

/** Kinds that change what the teachers of a pupil see of it. */
const toldToTeachers: ReadonlySet<RecordKind> = new Set(['readingEntry', 'readingProfile', 'listedTitle', 'listMessage', 'readingLevel']);

/** What the feed must show of other rows, once these are written. */
export type Dependents = () => Promise<Publication[]>;
const none: Dependents = async () => [];

/** Looks at rows before they are overwritten; what it returns is asked afterwards. */
export async function dependentsOf<K extends RecordKind>(change: Change, kind: K, rows: readonly Records[K][]): Promise<Dependents> {
	if (kind === 'copy') return titlesOfMovedCopies(change, rows as unknown as readonly Records['copy'][]);
	if (kind === 'title') return countsOfMergedTitles(change, rows as unknown as readonly Records['title'][]);
	if (kind === 'patron') {
		const patrons = rows as unknown as readonly Records['patron'][];
		const classes = await classesOfMovedPatrons(change, patrons);
		const ids = patrons.map((patron) => patron.id);
		return async () => [...(await classes()), ...(await classPupilsOf(change, ids)), ...(await boxLoansOfPatrons(change, ids)), ...(await roundsOfSchool(change))];
	}
	if (toldToTeachers.has(kind)) {
		const owners = (rows as unknown as readonly Records['listedTitle'][]).map((row) => row.patronId);
		return () => classPupilsOf(change, owners);
	}
	if (kind === 'groupPlace') {
		const places = rows as unknown as readonly Records['groupPlace'][];
		return () => classPupilsOf(change, places.map((place) => place.patronId));
	}
	if (kind === 'teaching') {
		const teachings = rows as unknown as readonly Records['teaching'][];
		return () => titleListsOfGroups(change, new Set(teachings.map((teaching) => teaching.groupId)));
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
	if (kind === 'participation') {
		const participations = rows as unknown as readonly Records['participation'][];
		const mayGoOut = participations.some((row) => row.consent !== undefined);
		return async () => [...(await classPupilsOf(change, participations.map((row) => row.patronId))), ...(mayGoOut ? await roundsOfSchool(change) : [])];
	}
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

async function countAfterwards(change: Change): Promise<Publication[]> {
	await countAgain(change.tx, change.schoolId);
	return roundsOfSchool(change);
}

/** A reading counts under whatever name its title is listed, so a merge made or taken back may change who is how far. */
async function countsOfMergedTitles(change: Change, rows: readonly Records['title'][]): Promise<Dependents> {
	const before = await mergesAmong(change.tx, change.schoolId, rows.map((row) => row.id));
	if (rows.every((row) => row.mergedInto === before.get(row.id))) return none;
	return async () => {
		await countAgain(change.tx, change.schoolId);
		return [];
	};
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

export async function patronsOfClasses({ tx, schoolId }: Change, classIds: readonly string[]): Promise<Map<string, PatronId[]>> {
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
