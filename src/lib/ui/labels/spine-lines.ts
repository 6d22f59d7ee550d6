import type { Copy, Title } from '#lib/domain/catalogue/title.ts';

/** What a spine says from top to bottom: where it stands, and the first letters by which it is ordered there. */
export function spineLines(copy: Copy, title: Title | undefined): string[] {
	const place = copy.shelf ?? title?.siso ?? title?.genre ?? '';
	const sorted = title?.authors[0] ?? title?.title ?? '';
	const letters = sorted.replace(/[^\p{L}\p{N}]/gu, '').slice(0, 4).toUpperCase();
	// Many schools have the letters in the place already: `Jeugd BECK`.
	const own = place.toUpperCase().endsWith(` ${letters}`) ? place.slice(0, -letters.length - 1) : place;
	return [own, letters].filter((line) => line !== '');
}
