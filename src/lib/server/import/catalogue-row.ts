import { readAuthors } from '#lib/domain/catalogue/author-name.ts';
import { readIsbns, type IsbnReading } from '#lib/domain/catalogue/isbn.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import { readYear } from '#lib/domain/catalogue/year.ts';
import { readWrittenDate } from '#lib/domain/shared/written-date.ts';
import { readCents, readCollection, readLanguage, readLoanType, readMaterial, readPages, readStatus, readYes } from './cell-values.ts';
import type { CatalogueField } from './catalogue-columns.ts';
import { cellOf, type Columns } from './columns.ts';
import type { WarningReason } from '#lib/protocol/imports.ts';
import type { CsvRow } from './read-csv.ts';

/** One row of a catalogue file, understood but not yet compared with anything. */
export interface CatalogueRow {
	readonly title: Omit<Title, 'id'>;
	readonly copy: Partial<Omit<Copy, 'id' | 'titleId' | 'barcode' | 'locationId'>>;
	readonly barcode: string;
	readonly location: string;
	/** How many copies the row stands for when it has no barcode of its own; `undefined`: the file does not say. */
	readonly count: number | undefined;
	/** What its ISBNs turned out to be. */
	readonly isbns: readonly IsbnReading['outcome'][];
	readonly warnings: readonly WarningReason[];
}

type Cell = (field: CatalogueField) => string;

/** `undefined` when the row has no title. */
export function readCatalogueRow(row: CsvRow, columns: Columns<CatalogueField>): CatalogueRow | undefined {
	const cell: Cell = (field) => cellOf(row, columns, field).normalize('NFC');
	const text = line(cell('title'));
	if (text === undefined) return undefined;
	const isbn = bestIsbn(cell);
	const year = readYear(cell('year'));
	const warnings: WarningReason[] = [];
	if (isbn.rejected) warnings.push(isbn.rejected);
	if (cell('year') !== '' && year === undefined && Number(cell('year')) !== 0) warnings.push('yearUnreadable');
	return {
		title: { title: text, ...titleParts(cell), authors: authorsOf(cell), isbns: isbn.isbns, ...(year === undefined ? {} : { year }) },
		copy: copyParts(cell),
		barcode: cell('barcode').replace(/^=?"(.*)"$/, '$1').replace(/\s+/g, ''),
		location: cell('location'),
		count: /^\d{1,3}$/.test(cell('count')) ? Number(cell('count')) : undefined,
		isbns: [isbn.outcome],
		warnings
	};
}

/** Two columns may hold one (ISBN-13 and ISBN-10): the first that can be trusted counts. */
function bestIsbn(cell: Cell) {
	const readings = [...readIsbns(cell('isbn13')), ...readIsbns(cell('isbn'))].filter((reading) => reading.outcome !== 'absent');
	const good = readings.filter((reading) => reading.outcome === 'valid' || reading.outcome === 'restored');
	const rejected = good.length > 0 ? undefined : readings.find((reading) => reading.outcome === 'rejected');
	const first = good.find((reading) => reading.outcome === 'valid') ?? good[0];
	const outcome = first?.outcome ?? rejected?.outcome ?? ('absent' as const);
	return { outcome, isbns: [...new Set(good.map((reading) => reading.isbn))], rejected: rejected?.reason };
}

function titleParts(cell: Cell): Omit<Title, 'id' | 'title' | 'authors' | 'isbns' | 'year'> {
	return {
		...present({
			subtitle: line(cell('subtitle')),
			publisher: line(cell('publisher')),
			language: readLanguage(cell('language')),
			originalLanguage: readLanguage(cell('originalLanguage')),
			pages: readPages(cell('pages')),
			genre: line(cell('genre')),
			subject: line(cell('subject')),
			series: line(cell('series')),
			seriesNumber: cell('seriesNumber').slice(0, 20) || undefined,
			audience: line(cell('audience')),
			siso: cell('siso').slice(0, 40) || undefined,
			nur: cell('nur').slice(0, 10) || undefined,
			summary: cell('summary').slice(0, 8000) || undefined
		}),
		material: readMaterial(cell('material')) ?? 'book'
	};
}

function copyParts(cell: Cell): CatalogueRow['copy'] {
	const parts = cell('looseParts').split(/[;,]/).map((part) => part.trim()).filter((part) => part !== '');
	return present({
		shelf: line(cell('shelf')),
		status: readStatus(cell('status')),
		loanType: readLoanType(cell('loanType')),
		looseParts: parts.length > 0 && !/^(nee|geen|no|none|0)$/i.test(parts[0] ?? '') ? parts.slice(0, 20) : undefined,
		acquiredOn: readWrittenDate(cell('acquiredOn')),
		priceCents: readCents(cell('price')),
		owner: line(cell('owner')),
		collection: readCollection(cell('collection')),
		backOn: readWrittenDate(cell('backOn')),
		inSchoolOnly: readYes(cell('inSchoolOnly'))
	});
}

function authorsOf(cell: Cell): string[] {
	const family = cell('authorFamily');
	const given = [cell('authorGiven'), cell('authorInfix')].filter(Boolean).join(' ');
	const single = family === '' ? [] : [given === '' ? family : `${family}, ${given}`];
	const named = [...readAuthors(cell('authors')), ...readAuthors(cell('moreAuthors'))];
	return [...new Set((named.length > 0 ? named : single).map((author) => author.slice(0, 500)))].slice(0, 20);
}

function line(text: string): string | undefined {
	return text.replace(/\s+/g, ' ').slice(0, 500) || undefined;
}

/** Drops what the row does not say, so that it cannot overwrite what the school knows. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};
}
