import { mintedBarcode } from '#lib/domain/catalogue/barcode.ts';
import { titleKey } from '#lib/domain/catalogue/title-key.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { CopyId, TitleId } from '#lib/domain/shared/ids.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { naturalId } from '../import/natural-id.ts';
import type { SeededRandom } from './random.ts';
import { demoMainLocation, demoSchoolIdOn, demoSideLocation } from './generate-school.ts';

export type DemoTitle = Omit<Title, 'id'>;

/** Titles with ids, and one to four copies of each with printed labels, places and a few that are not for loan. */
export function generateCatalogue(drafts: readonly DemoTitle[], today: CalendarDate, random: SeededRandom) {
	const idOf = (draft: DemoTitle) => naturalId<TitleId>('title', demoSchoolIdOn(today), draft.isbns[0] ?? titleKey(draft));
	const titles = drafts.map((draft): Title => ({ id: idOf(draft), ...draft }));
	const copies: Copy[] = [];
	for (const title of titles) {
		const count = copyCount(title, random);
		for (let ordinal = 1; ordinal <= count; ordinal++) copies.push(copyOf(title, ordinal, copies.length, today, random));
	}
	return { titles, copies };
}

function copyCount(title: Title, random: SeededRandom): number {
	if (random.chance(0.3)) return 1;
	const classSet = title.audience?.includes('12') && random.chance(0.02);
	return classSet ? 12 : random.int(2, random.chance(0.15) ? 4 : 3);
}

function copyOf(title: Title, ordinal: number, serial: number, today: CalendarDate, random: SeededRandom): Copy {
	return {
		id: naturalId<CopyId>('copy', title.id, String(ordinal)),
		titleId: title.id,
		barcode: mintedBarcode(serial + 1000),
		locationId: ordinal > 1 && random.chance(0.25) ? demoSideLocation : demoMainLocation,
		shelf: shelfOf(title),
		status: statusOf(random),
		loanType: ordinal > 4 ? 'classSet' : random.chance(0.006) ? 'reference' : 'normal',
		acquiredOn: addDays(today, -random.int(760, 2600)),
		priceCents: random.int(32, 90) * 25
	};
}

function statusOf(random: SeededRandom): Copy['status'] {
	const point = random.next();
	if (point < 0.006) return 'lost';
	if (point < 0.009) return 'repair';
	return point < 0.012 ? 'withdrawn' : 'inService';
}

/** What stands together under the label of 4you!: what reads fast, for the lower years. */
const labelled = new Set<string | undefined>(['strip', 'thriller', 'sport', 'humor']);

/** Fiction stands by genre and the first letters of the author, other titles by their SISO number, what is labelled apart. */
function shelfOf(title: Title): string {
	if (labelled.has(title.genre) && title.audience === '12-15') return '4you!';
	const letters = (title.authors[0] ?? title.title).replace(/[^\p{L}]/gu, '').slice(0, 4).toUpperCase();
	const place = title.siso ?? title.genre ?? 'roman';
	return `${place.charAt(0).toUpperCase()}${place.slice(1)} ${letters}`;
}
