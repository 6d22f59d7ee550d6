import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { CopyId, TitleId } from '#lib/domain/shared/ids.ts';
import type { Availability } from '#lib/domain/circulation/availability.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Looks at the copies and holds of these titles again, and of no other. */
export async function availabilityOf(change: Change, titleIds: Iterable<string>): Promise<Publication[]> {
	const ids = [...titleIds];
	if (ids.length === 0) return [];
	const lent = Map.groupBy(await listLent(change, ids), (row) => row.title_id);
	const holds = Map.groupBy(await listHolds(change, ids), (row) => row.title_id);
	return ids.map((id) => {
		const out = lent.get(id) ?? [];
		const onShelf = (holds.get(id) ?? []).filter((hold) => hold.status === 'onShelf');
		const dueOn = out.flatMap((row) => row.due_on ?? []).toSorted()[0];
		const heldCopies = onShelf.flatMap((hold) => hold.copy_id ?? []) as CopyId[];
		const row: Availability = {
			id: id as TitleId,
			out: out.length,
			held: onShelf.length,
			waiting: (holds.get(id) ?? []).length - onShelf.length,
			...(dueOn !== undefined && { nextDueOn: dueOn as CalendarDate }),
			...(out.length > 0 && { outCopies: out.map((each) => each.id as CopyId) }),
			...(heldCopies.length > 0 && { heldCopies })
		};
		return { kind: 'availability', id, audience: visible('availability', row, change) };
	});
}

function listLent({ tx, schoolId }: Change, titleIds: readonly string[]) {
	return tx
		.selectFrom('copy')
		.innerJoin('copy_state', (join) =>
			join.onRef('copy_state.school_id', '=', 'copy.school_id').onRef('copy_state.copy_id', '=', 'copy.id')
		)
		.select(['copy.title_id', 'copy.id', 'copy_state.due_on'])
		.where('copy.school_id', '=', schoolId)
		.where('copy.title_id', 'in', titleIds)
		.where('copy_state.loan_id', 'is not', null)
		.orderBy('copy.id')
		.execute();
}

function listHolds({ tx, schoolId }: Change, titleIds: readonly string[]) {
	return tx
		.selectFrom('hold')
		.select(['title_id', 'status', 'copy_id'])
		.where('school_id', '=', schoolId)
		.where('title_id', 'in', titleIds)
		.where('status', 'in', ['waiting', 'onShelf'])
		.orderBy('id')
		.execute();
}
