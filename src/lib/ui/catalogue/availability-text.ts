import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What is on the shelf, out and waited for; counts of one title. */
export interface AvailabilityCounts {
	readonly copies: number;
	readonly onShelf: number;
	readonly waiting: number;
	readonly nextDueOn?: string | undefined;
}

interface ShelvedCopy {
	readonly shelf?: string | undefined;
	readonly status: string;
}

/** "2 van 3 op de plank"; when none is, when the first comes back. */
export function availabilityText({ copies, onShelf, nextDueOn }: AvailabilityCounts): string {
	if (copies === 0) return m.catalogue_no_copies();
	if (onShelf > 0) return m.catalogue_on_shelf({ count: onShelf, total: copies });
	if (nextDueOn) return m.catalogue_all_out_until({ date: formatDate(nextDueOn) });
	return m.catalogue_all_out();
}

/** The shelves where copies of a title stand, each once. */
export function shelvesOf(copies: readonly ShelvedCopy[]): string {
	const shelves = copies.filter((copy) => copy.status === 'inService').map((copy) => copy.shelf ?? '');
	return [...new Set(shelves)].filter((shelf) => shelf !== '').join(', ');
}

/** Each shelf with the number of copies that belong there, in the order of the copies. */
export function countShelves(copies: readonly ShelvedCopy[], unknown: string): [shelf: string, count: number][] {
	const counts = new Map<string, number>();
	for (const { shelf = unknown, status } of copies) {
		if (status === 'inService') counts.set(shelf, (counts.get(shelf) ?? 0) + 1);
	}
	return [...counts];
}
