import Papa from 'papaparse';
import { materials, type Title } from '#lib/domain/catalogue/title.ts';

/** The genres of `titles.csv`, as a label in the shelves would say them. */
export const demoGenres = [
	'avontuur',
	'dieren',
	'fantasy',
	'griezel',
	'historisch',
	'humor',
	'klassiek',
	'literatuur',
	'non-fictie',
	'oorlog',
	'poëzie',
	'realistisch',
	'romantiek',
	'sciencefiction',
	'sport',
	'strip',
	'thriller'
] as const;

/** Ages a title is meant for. */
export const demoAudiences = ['12-15', '12-18', '15-18'] as const;

export const demoTitleColumns = [
	'isbn',
	'title',
	'subtitle',
	'authors',
	'year',
	'language',
	'original_language',
	'pages',
	'genre',
	'material',
	'subject',
	'series',
	'series_number',
	'audience'
] as const;
type Column = (typeof demoTitleColumns)[number];

/**
 * The titles in the text of `titles.csv`, in its order. The text is an argument because a built server has no such
 * file beside its code. Empty cells are absent; authors are `Surname, First infix`.
 * @throws Error naming the line when a row has too few cells, a number that is none or an unknown material
 */
export function parseDemoTitles(csvText: string): Omit<Title, 'id'>[] {
	const parsed = Papa.parse<Record<Column, string>>(csvText, { header: true, skipEmptyLines: true });
	const [first] = parsed.errors;
	if (first) throw new Error(`titles.csv line ${(first.row ?? 0) + 2}: ${first.message}`);
	const missing = demoTitleColumns.filter((column) => !parsed.meta.fields?.includes(column));
	if (missing.length > 0) throw new Error(`titles.csv line 1: no column ${missing.join(', ')}`);
	return parsed.data.map((cells, index) => titleOf(cells, index + 2));
}

function titleOf(cells: Record<Column, string>, line: number): Omit<Title, 'id'> {
	const material = materials.find((known) => known === cells.material);
	if (!material) throw new Error(`titles.csv line ${line}: unknown material ${cells.material}`);
	return withoutAbsent({
		title: cells.title,
		subtitle: cells.subtitle || undefined,
		authors: cells.authors.split(' ; ').filter((author) => author !== ''),
		isbns: cells.isbn === '' ? [] : [cells.isbn],
		year: wholeNumber(cells.year, line),
		language: cells.language || undefined,
		originalLanguage: cells.original_language || undefined,
		pages: wholeNumber(cells.pages, line),
		genre: cells.genre || undefined,
		material,
		subject: cells.subject || undefined,
		series: cells.series || undefined,
		seriesNumber: cells.series_number || undefined,
		audience: cells.audience || undefined
	});
}

function wholeNumber(cell: string, line: number): number | undefined {
	if (cell === '') return undefined;
	if (!/^\d{1,4}$/.test(cell)) throw new Error(`titles.csv line ${line}: ${cell} is not a whole number`);
	return Number(cell);
}

/** Absent and undefined are written differently to a database row and to JSON; one form keeps them equal. */
function withoutAbsent<T extends object>(record: T): T {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
