import { ImportFailure } from './import-report.ts';
import type { CsvRow } from './read-csv.ts';

/** The names under which exports give each field, as `headerKey` writes them. */
export type HeaderNames<F extends string> = Readonly<Record<F, readonly string[]>>;

/** Where each field stands: cell number by field. */
export type Columns<F extends string> = ReadonlyMap<F, number>;

export interface Header<F extends string> {
	readonly columns: Columns<F>;
	readonly width: number;
	readonly line: number;
	readonly cells: readonly string[];
	/** A column whose content must never be stored was seen. */
	readonly hasPassword: boolean;
}

/** Lines above the header are looked through this far: titles, dates of printing. */
const deepestHeader = 15;

/** Columns that are seldom filled show nothing among the first rows. */
const deepestSample = 200;

/** Characters of a sample: enough to tell a name from a number. */
const longestSample = 40;

/** `Tussenv.` → `tussenv`: header names compare without case, accents, blanks and signs. */
export function headerKey(cell: string): string {
	return cell
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Finds the header among the first rows and yields the rows below it. A second header line is passed over.
 * @throws ImportFailure `noHeader` when no row names a field that `suffices`
 */
export async function readHeader<F extends string>(
	rows: AsyncGenerator<CsvRow>,
	names: HeaderNames<F>,
	suffices: (columns: Columns<F>) => boolean,
	chosen?: Readonly<Record<string, number>>
): Promise<{ header: Header<F>; rows: AsyncGenerator<CsvRow> }> {
	const first: CsvRow[] = [];
	while (first.length < deepestHeader) {
		const next = await rows.next();
		if (next.done) break;
		first.push(next.value);
	}
	const found = first.map((row) => columnsOf(row, names));
	const best = found.reduce((top, columns, i) => (columns.size > (found[top]?.size ?? 0) ? i : top), 0);
	const [row, guessed] = [first[best], found[best]];
	const columns = guessed && chosen ? chosenColumns(names, chosen) : guessed;
	if (!row || !columns || !suffices(columns)) throw new ImportFailure('noHeader');
	const doubled = (found[best + 1]?.size ?? 0) >= 2;
	const header = { columns, cells: row.cells, width: row.cells.length, line: row.line, hasPassword: row.cells.some(isPassword) };
	return { header, rows: after(first.slice(best + (doubled ? 2 : 1)), rows) };
}

export interface HeaderPreview<F extends string> extends Pick<Header<F>, 'cells' | 'columns'> {
	/** The first text that stands below each cell, as far as was read; never a password. */
	readonly samples: readonly string[];
}

/** The row that looks most like a header, and what its names say; the first row when no name is known. */
export async function previewHeader<F extends string>(rows: AsyncGenerator<CsvRow>, names: HeaderNames<F>): Promise<HeaderPreview<F>> {
	const first: (readonly string[])[] = [];
	for await (const { cells } of rows) {
		first.push(cells);
		if (first.length === deepestSample) break;
	}
	const found = first.slice(0, deepestHeader).map((cells) => columnsOf({ line: 0, cells }, names));
	const best = found.reduce((top, columns, i) => (columns.size > (found[top]?.size ?? 0) ? i : top), 0);
	const cells = first[best] ?? [];
	const below = first.slice(best + 1);
	const sampleOf = (place: number): string => below.map((row) => (row[place] ?? '').trim()).find((text) => text !== '') ?? '';
	const samples = cells.map((cell, place) => (isPassword(cell) ? '' : sampleOf(place).slice(0, longestSample)));
	return { cells, columns: found[best] ?? new Map(), samples };
}

/** What the cells of a header say by their names. */
export function namedColumns<F extends string>(cells: readonly string[], names: HeaderNames<F>): Columns<F> {
	return columnsOf({ line: 0, cells }, names);
}

/** The text of a field in a row, trimmed; empty when the file has no such column or the row no such cell. */
export function cellOf<F extends string>(row: CsvRow, columns: Columns<F>, field: F): string {
	const index = columns.get(field);
	return index === undefined ? '' : (row.cells[index] ?? '').trim();
}

/** Columns as a person put them; names that are no field are passed over. */
function chosenColumns<F extends string>(names: HeaderNames<F>, chosen: Readonly<Record<string, number>>): Columns<F> {
	return new Map((Object.keys(names) as F[]).flatMap((field) => (chosen[field] === undefined ? [] : [[field, chosen[field]] as const])));
}

function columnsOf<F extends string>(row: CsvRow, names: HeaderNames<F>): Columns<F> {
	const keys = row.cells.map(headerKey);
	const columns = new Map<F, number>();
	for (const [field, known] of Object.entries(names) as [F, readonly string[]][]) {
		// The order of the known names is their rank, not the order of the columns.
		const name = known.find((candidate) => keys.includes(candidate));
		if (name !== undefined) columns.set(field, keys.indexOf(name));
	}
	return columns;
}

/** Whether what stands below this name must never be stored, nor shown. */
export function isPassword(cell: string): boolean {
	return /^(password|passwort|wachtwoord|pincode|pin|wwoord|initieelwachtwoord)$/.test(headerKey(cell));
}

async function* after(first: readonly CsvRow[], rows: AsyncGenerator<CsvRow>): AsyncGenerator<CsvRow> {
	yield* first;
	yield* rows;
}
