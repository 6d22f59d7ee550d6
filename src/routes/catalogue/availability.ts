import type { TitleId } from '#lib/domain/shared/ids.ts';
import type { Queries } from '#lib/client/view/queries.ts';
import type { AvailabilityCounts } from '#lib/ui/catalogue/availability-text.ts';

/** What is in and out; a due date that has passed promises nothing and is left out. */
export function currentAvailability(queries: Queries, id: TitleId): AvailabilityCounts {
	const { copies, onShelf, waiting, nextDueOn } = queries.availability(id);
	return { copies, onShelf, waiting, nextDueOn: nextDueOn !== undefined && nextDueOn >= queries.today ? nextDueOn : undefined };
}
