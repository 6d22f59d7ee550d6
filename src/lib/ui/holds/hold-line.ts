import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { Patron } from '#lib/domain/people/patron.ts';

/** One hold with what it is about. */
export interface HeldLine {
	readonly hold: Hold;
	readonly title: Title | undefined;
	readonly patron: Patron | undefined;
	/** The copy on the hold shelf. */
	readonly copy: Copy | undefined;
	/** Place in the queue while it waits; absent where the queue is not known. */
	readonly place: number | undefined;
	/** Lay too long on the hold shelf. */
	readonly shelfTimeOver: boolean;
	readonly pending: boolean;
}

/** Those that were not fetched in time first: they block a copy for the next in the queue. */
export function byShelfTime(a: HeldLine, b: HeldLine): number {
	return Number(b.shelfTimeOver) - Number(a.shelfTimeOver) || ((a.hold.shelvedUntil ?? '') < (b.hold.shelvedUntil ?? '') ? -1 : 1);
}
