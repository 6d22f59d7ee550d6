import type { TitleList } from '#lib/domain/reading/title-list.ts';
import type { GroupId, PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Who sees these lists now: for a list of certain groups, those who sit in them. */
export async function titleListsOf(change: Change, lists: readonly TitleList[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const groupIds = [...new Set(lists.flatMap((list) => list.groupIds))];
	const seats = groupIds.length === 0 ? [] : await tx.selectFrom('class_pupil').select(['group_id', 'patron_id']).where('school_id', '=', schoolId).where('group_id', 'in', groupIds).execute();
	const inGroup = Map.groupBy(seats, (seat) => seat.group_id);
	return lists.map((list): Publication => {
		const patronIds = list.groupIds.flatMap((id) => inGroup.get(id) ?? []).map((seat) => seat.patron_id as PatronId);
		return { kind: 'titleList', id: list.id, audience: visible('titleList', list, { schoolId, patronIds }) };
	});
}

/** The lists that are for one of these groups, for when somebody came into it or left. A school has some dozens of lists. */
export async function titleListsOfGroups(change: Change, groupIds: ReadonlySet<GroupId>): Promise<Publication[]> {
	if (groupIds.size === 0) return [];
	const rows = await change.tx.selectFrom('title_list').select('body').where('school_id', '=', change.schoolId).execute();
	const lists = rows.map((row) => parseBody<TitleList>(row.body)).filter((list) => list.groupIds.some((id) => groupIds.has(id)));
	return titleListsOf(change, lists);
}
