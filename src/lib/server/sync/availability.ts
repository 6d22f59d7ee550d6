import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import type { Availability } from '#lib/domain/circulation/availability.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Counts the copies and holds of these titles again, and of no other. */
export async function availabilityOf(change: Change, titleIds: Iterable<string>): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const id of titleIds) {
		const row = await countTitle(change, id as TitleId);
		publications.push({ kind: 'availability', id, audience: visible('availability', row, change) });
	}
	return publications;
}

async function countTitle({ tx, schoolId }: Change, id: TitleId): Promise<Availability> {
	const lent = await tx
		.selectFrom('copy')
		.innerJoin('copy_state', (join) =>
			join.onRef('copy_state.school_id', '=', 'copy.school_id').onRef('copy_state.copy_id', '=', 'copy.id')
		)
		.select((eb) => [eb.fn.countAll<number>().as('out'), eb.fn.min('copy_state.due_on').as('due')])
		.where('copy.school_id', '=', schoolId)
		.where('copy.title_id', '=', id)
		.where('copy_state.loan_id', 'is not', null)
		.executeTakeFirstOrThrow();
	const holds = await tx
		.selectFrom('hold')
		.select((eb) => ['status', eb.fn.countAll<number>().as('count')])
		.where('school_id', '=', schoolId)
		.where('title_id', '=', id)
		.where('status', 'in', ['waiting', 'onShelf'])
		.groupBy('status')
		.execute();
	const countOf = (status: string) => holds.find((each) => each.status === status)?.count ?? 0;
	const counted = { id, out: lent.out, held: countOf('onShelf'), waiting: countOf('waiting') };
	return lent.due === null ? counted : { ...counted, nextDueOn: lent.due as CalendarDate };
}
