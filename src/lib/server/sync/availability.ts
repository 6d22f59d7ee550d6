import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import type { Availability } from '#lib/domain/circulation/availability.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Counts the copies and holds of these titles again, and of no other. */
export async function availabilityOf(change: Change, titleIds: Iterable<string>): Promise<Publication[]> {
	const ids = [...titleIds];
	if (ids.length === 0) return [];
	const lent = new Map((await countLent(change, ids)).map((row) => [row.title_id, row]));
	const holds = await countHolds(change, ids);
	const countOf = (id: string, status: string) => holds.find((row) => row.title_id === id && row.status === status)?.count ?? 0;
	return ids.map((id) => {
		const { out, due } = lent.get(id) ?? { out: 0, due: null };
		const row: Availability = {
			id: id as TitleId,
			out,
			held: countOf(id, 'onShelf'),
			waiting: countOf(id, 'waiting'),
			...(due !== null && { nextDueOn: due as CalendarDate })
		};
		return { kind: 'availability', id, audience: visible('availability', row, change) };
	});
}

function countLent({ tx, schoolId }: Change, titleIds: readonly string[]) {
	return tx
		.selectFrom('copy')
		.innerJoin('copy_state', (join) =>
			join.onRef('copy_state.school_id', '=', 'copy.school_id').onRef('copy_state.copy_id', '=', 'copy.id')
		)
		.select((eb) => ['copy.title_id', eb.fn.countAll<number>().as('out'), eb.fn.min('copy_state.due_on').as('due')])
		.where('copy.school_id', '=', schoolId)
		.where('copy.title_id', 'in', titleIds)
		.where('copy_state.loan_id', 'is not', null)
		.groupBy('copy.title_id')
		.execute();
}

function countHolds({ tx, schoolId }: Change, titleIds: readonly string[]) {
	return tx
		.selectFrom('hold')
		.select((eb) => ['title_id', 'status', eb.fn.countAll<number>().as('count')])
		.where('school_id', '=', schoolId)
		.where('title_id', 'in', titleIds)
		.where('status', 'in', ['waiting', 'onShelf'])
		.groupBy(['title_id', 'status'])
		.execute();
}
