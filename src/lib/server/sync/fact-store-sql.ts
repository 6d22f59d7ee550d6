import { emptyCopyState, type CopyState, type Loan, type OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import { longestTrail } from '#lib/domain/catalogue/follow-merges.ts';
import { isShownToOthers } from '#lib/domain/catalogue/wish.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { PatronId, SchoolId, TeacherId, TitleId } from '#lib/domain/shared/ids.ts';
import type { FactStore, Tie } from '#lib/operations/fact-store.ts';
import { RequestFailure } from '../failure.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';
import { resolveAlias } from './aliases.ts';
import { findJoined, readJoined } from './joined-records.ts';
import { findSetAside } from './set-aside.ts';

/** The facts of one school for `execute`. Whatever an operation names, it finds this school's records or none. */
export function factStore(tx: Tx, schoolId: SchoolId): FactStore {
	const find = <K extends FoundKind>(kind: K, id: string) => findRecord(tx, schoolId, kind, id);
	const patronId = (id: string) => resolveAlias(tx, schoolId, 'patron', id);
	return {
		school: () => getSchool(tx, schoolId),
		patron: (id) => findUnderAlias(tx, schoolId, 'patron', id),
		homeClass: (id) => find('homeClass', id),
		teachingGroup: (id) => find('teachingGroup', id),
		teaching: async (id) => (await findJoined(tx, schoolId, 'teaching', id)) as Rows['teaching'] | undefined,
		groupPlace: async (id) => (await findJoined(tx, schoolId, 'groupPlace', id)) as Rows['groupPlace'] | undefined,
		isInGroup: async (group, patron) => isInGroup(tx, schoolId, group, await patronId(patron)),
		pupilId: async (id) => (await findUnderAlias(tx, schoolId, 'patron', id))?.id,
		edition: (id) => find('edition', id),
		participation: (id) => find('participation', id),
		readAloudRound: (id) => find('readAloudRound', id),
		classPack: (id) => find('classPack', id),
		titleList: (id) => find('titleList', id),
		box: (id) => find('box', id),
		boxCopy: (id) => find('boxCopy', id),
		lesson: (id) => find('lesson', id),
		readingSession: (id) => find('readingSession', id),
		card: (number) => find('card', number),
		title: (id) => findTitle(tx, schoolId, id),
		titleRecord: (id) => find('title', id),
		copiesOfTitle: (id) => listCopies(tx, schoolId, id),
		copy: (id) => findUnderAlias(tx, schoolId, 'copy', id),
		copyByBarcode: (barcode) => findCopyByBarcode(tx, schoolId, barcode),
		copyState: (id) => getCopyState(tx, schoolId, id),
		loansOnCopy: async (copy, patron) => listLoansOnCopy(tx, schoolId, await resolveAlias(tx, schoolId, 'copy', copy), await patronId(patron)),
		openLoansOf: async (patron) => listOpenLoans(tx, schoolId, await patronId(patron)),
		hold: (id) => find('hold', id),
		holdsOnTitle: (title) => listActiveHolds(tx, schoolId, 'title_id', title),
		holdsOf: async (patron) => listActiveHolds(tx, schoolId, 'patron_id', await patronId(patron)),
		finesOf: async (patron) => listFines(tx, schoolId, await patronId(patron)),
		photo: (id) => find('photo', id),
		patronMerge: (id) => find('patronMerge', id),
		incident: (id) => find('incident', id),
		readingEntry: (id) => find('readingEntry', id),
		readingProgress: (id) => find('readingProgress', id),
		progressOf: (id) => listRows<Rows['readingProgress']>(tx, schoolId, 'reading_progress', 'entry_id', id),
		readingProfile: (id) => find('readingProfile', id),
		readingLogOf: async (id) => ({
			entries: await listRows<Rows['readingEntry']>(tx, schoolId, 'reading_entry', 'patron_id', id),
			steps: await listRows<Rows['readingProgress']>(tx, schoolId, 'reading_progress', 'patron_id', id)
		}),
		listedTitle: (id) => find('listedTitle', id),
		review: (id) => find('review', id),
		wish: (id) => find('wish', id),
		isWishShown: async (id) => isShownToOthers((await find('wish', id)) ?? {}),
		wishVote: (id) => find('wishVote', id),
		tiesOf: (id, teacher) => tiesOf(tx, schoolId, id, teacher),
		setAside: (id) => findSetAside(tx, schoolId, id)
	};
}

const tableOf = {
	patron: 'patron',
	homeClass: 'home_class',
	teachingGroup: 'teaching_group',
	edition: 'edition',
	participation: 'participation',
	readAloudRound: 'read_aloud_round',
	classPack: 'class_pack',
	titleList: 'title_list',
	box: 'box',
	boxCopy: 'box_copy',
	lesson: 'lesson',
	readingSession: 'reading_session',
	card: 'card',
	title: 'title',
	copy: 'copy',
	hold: 'hold',
	photo: 'photo',
	patronMerge: 'patron_merge',
	incident: 'incident',
	readingEntry: 'reading_entry',
	readingProgress: 'reading_progress',
	readingProfile: 'reading_profile',
	listedTitle: 'listed_title',
	review: 'review',
	wish: 'wish',
	wishVote: 'wish_vote'
} as const;
type FoundKind = keyof typeof tableOf;

async function getSchool(tx: Tx, schoolId: string): Promise<School> {
	const row = await tx.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirst();
	if (!row) throw new RequestFailure('unknownSchool');
	return parseBody(row.body);
}

async function findRecord<K extends FoundKind>(tx: Tx, schoolId: string, kind: K, id: string): Promise<Rows[K] | undefined> {
	const row = await tx
		.selectFrom(tableOf[kind] as 'title')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && parseBody(row.body);
}

async function findUnderAlias<K extends 'copy' | 'patron'>(tx: Tx, schoolId: string, kind: K, id: string): Promise<Rows[K] | undefined> {
	// A merged patron's own record still stands; its name counts, not the record.
	return findRecord(tx, schoolId, kind, await resolveAlias(tx, schoolId, kind, id));
}

/** A title that was merged leads to the one that was kept; merges on merges are rare, so each step is a question. */
async function findTitle(tx: Tx, schoolId: string, id: TitleId): Promise<Title | undefined> {
	let title = await findRecord(tx, schoolId, 'title', id);
	for (let left = longestTrail; title?.mergedInto !== undefined && left > 0; left--) title = await findRecord(tx, schoolId, 'title', title.mergedInto);
	return title;
}

async function listCopies(tx: Tx, schoolId: string, titleId: TitleId): Promise<Rows['copy'][]> {
	const rows = await tx
		.selectFrom('copy')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('title_id', '=', titleId)
		.orderBy('id')
		.execute();
	return rows.map((row) => parseBody(row.body));
}

async function isInGroup(tx: Tx, schoolId: SchoolId, group: string, patron: string): Promise<boolean> {
	const inClass = await tx.selectFrom('patron').select('id').where('school_id', '=', schoolId).where('id', '=', patron).where('home_class_id', '=', group).executeTakeFirst();
	if (inClass) return true;
	return (await readJoined(tx, schoolId, 'groupPlace', [patron])).some((place) => place.groupId === group && place.active);
}

async function findCopyByBarcode(tx: Tx, schoolId: string, barcode: string): Promise<Rows['copy'] | undefined> {
	const row = await tx
		.selectFrom('copy')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('barcode', '=', barcode)
		.executeTakeFirst();
	return row && parseBody(row.body);
}

async function getCopyState(tx: Tx, schoolId: string, id: CopyState['copyId']): Promise<CopyState> {
	const copyId = await resolveAlias(tx, schoolId, 'copy', id);
	const row = await tx
		.selectFrom('copy_state')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('copy_id', '=', copyId)
		.executeTakeFirst();
	return row ? parseBody(row.body) : emptyCopyState(id);
}

async function listLoansOnCopy(tx: Tx, schoolId: string, copyId: string, patronId: string): Promise<Loan[]> {
	const rows = await tx
		.selectFrom('loan')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('copy_id', '=', copyId)
		.where('patron_id', '=', patronId)
		.orderBy('lent_at')
		.execute();
	return rows.map((row) => parseBody<Loan>(row.body));
}

async function listOpenLoans(tx: Tx, schoolId: string, patronId: string) {
	const rows = await tx
		.selectFrom('loan')
		.innerJoin('copy', (join) => join.onRef('copy.school_id', '=', 'loan.school_id').onRef('copy.id', '=', 'loan.copy_id'))
		.innerJoin('title', (join) => join.onRef('title.school_id', '=', 'copy.school_id').onRef('title.id', '=', 'copy.title_id'))
		.select(['loan.body as loan', 'copy.body as copy', 'title.body as title'])
		.where('loan.school_id', '=', schoolId)
		.where('loan.patron_id', '=', patronId)
		.where('loan.returned_at', 'is', null)
		.orderBy('loan.lent_at')
		.execute();
	return rows.map((row) => ({
		loan: parseBody<OpenLoan>(row.loan),
		copy: parseBody<Rows['copy']>(row.copy),
		title: parseBody<Rows['title']>(row.title)
	}));
}

async function listActiveHolds(tx: Tx, schoolId: string, column: 'title_id' | 'patron_id', id: string): Promise<Hold[]> {
	const rows = await tx
		.selectFrom('hold')
		.select('body')
		.where('school_id', '=', schoolId)
		.where(column, '=', id)
		.where('status', 'in', ['waiting', 'onShelf'])
		.orderBy('placed_at')
		.orderBy('id')
		.execute();
	return rows.map((row) => parseBody(row.body));
}

async function listRows<T>(
	tx: Tx,
	schoolId: string,
	table: 'reading_entry' | 'reading_progress',
	column: 'patron_id' | 'entry_id',
	id: string
): Promise<T[]> {
	const rows = await tx
		.selectFrom(table as 'reading_progress')
		.select('body')
		.where('school_id', '=', schoolId)
		.where(column, '=', id)
		.orderBy('id')
		.execute();
	return rows.map((row) => parseBody<T>(row.body));
}

/** As what a teacher may see stands now, one row of the pupil for each group it sits in; and who has left since. */
async function tiesOf(tx: Tx, schoolId: SchoolId, patronId: PatronId, teacherId: TeacherId): Promise<Tie[]> {
	const teachings = await readJoined(tx, schoolId, 'teaching', [teacherId]);
	if (teachings.length === 0) return [];
	const names = [patronId, await resolveAlias(tx, schoolId, 'patron', patronId)];
	const sits = await tx.selectFrom('class_pupil').select('group_id').where('school_id', '=', schoolId).where('patron_id', 'in', names).execute();
	const parted = await tx.selectFrom('parted_pupil').select(['group_id', 'parted_at']).where('school_id', '=', schoolId).where('patron_id', 'in', names).execute();
	const partings = new Map<string, Instant | undefined>([...parted.map((row) => [row.group_id, row.parted_at] as const), ...sits.map((row) => [row.group_id, undefined] as const)]);
	return teachings.flatMap(({ groupId, active, at }): Tie[] => {
		if (!partings.has(groupId)) return [];
		const ends = [partings.get(groupId), active ? undefined : at].filter((end) => end !== undefined);
		return [ends.length === 0 ? { groupId } : { groupId, partedAt: Math.min(...ends) }];
	});
}

async function listFines(tx: Tx, schoolId: string, patronId: string): Promise<Rows['fine'][]> {
	const rows = await tx
		.selectFrom('fine')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('patron_id', '=', patronId)
		.orderBy('id')
		.execute();
	return rows.map((row) => parseBody(row.body));
}
