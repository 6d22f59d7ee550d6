import { isWithdrawn, type TitleList } from '#lib/domain/reading/title-list.ts';
import type { GroupId, PatronId, TeacherId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { readSurvivors } from './aliases.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { readJoined } from './joined-records.ts';
import { visible } from './visibility.ts';

/** Who sees these lists now: for a list of certain groups, those who sit in them and those who teach them. */
export async function titleListsOf(change: Change, lists: readonly TitleList[]): Promise<Publication[]> {
	if (lists.length === 0) return [];
	const { tx, schoolId } = change;
	const inGroup = await peopleOf(change, [...new Set(lists.flatMap((list) => list.groupIds))]);
	const survivors = await readSurvivors(tx, schoolId);
	return lists.map((list): Publication => {
		const makerId: TeacherId = survivors.get(list.makerId as PatronId) ?? list.makerId;
		const patronIds = list.groupIds.flatMap((id) => inGroup.get(id) ?? []);
		return { kind: 'titleList', id: list.id, audience: visible('titleList', { ...list, makerId }, { schoolId, patronIds }) };
	});
}

/** The lists that are for one of these groups, for when somebody came into it or left. A school has some dozens of lists. */
export async function titleListsOfGroups(change: Change, groupIds: ReadonlySet<GroupId>): Promise<Publication[]> {
	if (groupIds.size === 0) return [];
	const lists = await readLists(change);
	return titleListsOf(change, lists.filter((list) => list.groupIds.some((id) => groupIds.has(id))));
}

/** The lists that not everybody sees, for when two teachers turn out to be one, or not. */
export async function titleListsOfSome(change: Change): Promise<Publication[]> {
	const lists = await readLists(change);
	return titleListsOf(change, lists.filter((list) => list.groupIds.length > 0 || isWithdrawn(list)));
}

async function readLists({ tx, schoolId }: Change): Promise<TitleList[]> {
	const rows = await tx.selectFrom('title_list').select('body').where('school_id', '=', schoolId).execute();
	return rows.map((row) => parseBody<TitleList>(row.body));
}

/** Pupils and teachers by group. A teacher who does not borrow has its own under its account. */
async function peopleOf({ tx, schoolId }: Change, groupIds: readonly GroupId[]): Promise<ReadonlyMap<string, PatronId[]>> {
	if (groupIds.length === 0) return new Map();
	const seats = await tx.selectFrom('class_pupil').select(['group_id', 'patron_id']).where('school_id', '=', schoolId).where('group_id', 'in', groupIds).execute();
	const teachers = await tx.selectFrom('teaching').select('teacher_id').distinct().where('school_id', '=', schoolId).where('group_id', 'in', groupIds).execute();
	const teachings = await readJoined(tx, schoolId, 'teaching', teachers.map((row) => row.teacher_id));
	const people = [
		...seats.map((seat) => ({ groupId: seat.group_id, patronId: seat.patron_id as PatronId })),
		...teachings.filter(({ active }) => active).map(({ groupId, teacherId }) => ({ groupId, patronId: teacherId as PatronId }))
	];
	return new Map([...Map.groupBy(people, ({ groupId }) => groupId)].map(([groupId, own]) => [groupId, own.map(({ patronId }) => patronId)]));
}
