import type { CollectionType, copyStatuses, LoanType, Material } from '#lib/domain/catalogue/title.ts';

type CopyStatus = (typeof copyStatuses)[number];

const materialPatterns: readonly (readonly [RegExp, Material])[] = [
	[/luister|audio|daisy|cd/i, 'audiobook'],
	[/strip|comic|graphic|manga/i, 'comic'],
	[/dvd|film|blu-?ray|video/i, 'dvd'],
	[/tijdschrift|magazine|periodiek/i, 'magazine'],
	[/spel|game/i, 'game'],
	[/boek|book|roman/i, 'book']
];

const languagePatterns: readonly (readonly [RegExp, string])[] = [
	[/^(nl|ned|dut|nld|dutch|nederland)/i, 'nl'],
	[/^(en|eng|english)$|^engels/i, 'en'],
	[/^(de|dui|ger|deu|german|deutsch)$|^duits/i, 'de'],
	[/^(fr|fra|fre|french)$|^frans/i, 'fr'],
	[/^(es|spa|spanish)$|^spaans/i, 'es'],
	[/^(fy|fry|fries)/i, 'fy']
];

/** What kind of thing a cell names; `undefined` when it names none that is known. */
export function readMaterial(cell: string): Material | undefined {
	if (cell === '') return undefined;
	return materialPatterns.find(([pattern]) => pattern.test(cell))?.[1] ?? 'other';
}

/** ISO 639-1 where the language is known, else the cell itself. */
export function readLanguage(cell: string): string | undefined {
	if (cell === '') return undefined;
	return languagePatterns.find(([pattern]) => pattern.test(cell))?.[1] ?? cell.slice(0, 20);
}

export function readPages(cell: string): number | undefined {
	const pages = Number(/\d{1,5}/.exec(cell)?.[0] ?? 0);
	return pages > 0 && pages <= 20_000 ? pages : undefined;
}

export function readLoanType(cell: string): LoanType | undefined {
	if (/^(nee|n|no|0|false)$|naslag|niet uitleen|reference|ter inzage/i.test(cell)) return 'reference';
	if (/klas|class/i.test(cell)) return 'classSet';
	if (/kort|short|sprinter/i.test(cell)) return 'short';
	return cell === '' ? undefined : 'normal';
}

export function readStatus(cell: string): CopyStatus | undefined {
	if (/verlo|vermist|kwijt|lost|missing/i.test(cell)) return 'lost';
	if (/afgeschr|afgevoerd|gesaneerd|withdrawn|verwijderd/i.test(cell)) return 'withdrawn';
	if (/repar|herstel|repair/i.test(cell)) return 'repair';
	return undefined;
}

/** `€ 12,95` → 1295. */
export function readCents(cell: string): number | undefined {
	const amount = /(\d+)(?:[.,](\d{1,2}))?\s*$/.exec(cell.replace(/[.,]-+$/, ''));
	return amount ? Number(amount[1]) * 100 + Number((amount[2] ?? '').padEnd(2, '0')) : undefined;
}

const collectionPatterns: readonly (readonly [RegExp, CollectionType])[] = [
	[/wissel|rotat/i, 'rotating'],
	[/project/i, 'project'],
	[/bibliothe|krat|kist|library|box/i, 'libraryBox'],
	[/eigen|school|own/i, 'own']
];

/** What collection a cell names; `undefined` when it names none that is known. */
export function readCollection(cell: string): CollectionType | undefined {
	return collectionPatterns.find(([pattern]) => pattern.test(cell))?.[1];
}

/** `undefined` for an empty cell, so that it cannot overwrite what the school knows. */
export function readYes(cell: string): boolean | undefined {
	return cell === '' ? undefined : /^(ja|j|yes|y|1|true|waar|x)$/i.test(cell);
}
