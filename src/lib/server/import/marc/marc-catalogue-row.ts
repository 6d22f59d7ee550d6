import { readIsbn, readIsbns, type IsbnReading } from '#lib/domain/catalogue/isbn.ts';
import type { Material } from '#lib/domain/catalogue/title.ts';
import { readYear } from '#lib/domain/catalogue/year.ts';
import type { CatalogueRow } from '../catalogue-row.ts';
import { readLanguage, readPages } from '../cell-values.ts';
import type { WarningReason } from '#lib/protocol/imports.ts';
import { holdingsOf } from './marc-holdings.ts';
import { fieldsOf, firstText, subfieldsOf, withoutIsbd, type MarcField, type MarcRecord } from './marc-record.ts';

/**
 * A MARC 21 record as rows of a catalogue: one for each copy that it holds, or one that stands for the title alone.
 * `undefined` when it has no title in 245.
 */
export function rowsOfMarc(record: MarcRecord): CatalogueRow[] | undefined {
	const [proper] = fieldsOf(record, '245');
	const title = line(withoutIsbd(subfieldsOf(proper, 'anp').map(withoutIsbd).join('. ')));
	if (title === undefined) return undefined;
	const readings = fieldsOf(record, '020').flatMap((field) => subfieldsOf(field, 'a')).flatMap(isbnsIn);
	const isbns = readings.flatMap((reading) => ('isbn' in reading ? [reading.isbn] : []));
	const rejected = readings.find((reading) => reading.outcome === 'rejected');
	const warnings: WarningReason[] = rejected && isbns.length === 0 ? [rejected.reason] : [];
	const first: CatalogueRow = {
		title: { title, ...titleParts(record, proper), authors: authorsOf(record), isbns: [...new Set(isbns)].slice(0, 40), material: materialOf(record) },
		copy: {},
		barcode: '',
		location: '',
		count: undefined,
		isbns: readings.map((reading) => reading.outcome),
		warnings
	};
	const holdings = holdingsOf(record);
	return holdings.length === 0 ? [first] : holdings.map((holding, i) => ({ ...(i === 0 ? first : { ...first, isbns: [], warnings: [] }), ...holding, count: holding.barcode === '' ? 1 : undefined }));
}

function titleParts(record: MarcRecord, proper: MarcField | undefined): Partial<CatalogueRow['title']> {
	const fixed = fieldsOf(record, '008')[0]?.text ?? '';
	const published = ['264', '260'];
	const year = readYear(firstText(record, published, 'c').replace(/[.,]$/, '')) ?? readYear(fixed.slice(7, 11));
	const parts = {
		subtitle: line(withoutIsbd(subfieldsOf(proper, 'b').join(' '))),
		publisher: line(withoutIsbd(firstText(record, published, 'b'))),
		year,
		language: readLanguage((firstText(record, ['041'], 'a') || fixed.slice(35, 38)).slice(0, 3).replace(/[^a-z]/gi, '')),
		originalLanguage: readLanguage(firstText(record, ['041'], 'h').slice(0, 3)),
		pages: readPages(firstText(record, ['300'], 'a')),
		genre: line(withoutIsbd(firstText(record, ['655'], 'a'))),
		subject: line(withoutIsbd(firstText(record, ['650', '653'], 'a'))),
		series: line(withoutIsbd(firstText(record, ['490', '440', '830'], 'a'))),
		seriesNumber: withoutIsbd(firstText(record, ['490', '440', '830'], 'v')).slice(0, 20) || undefined,
		audience: line(firstText(record, ['521'], 'a')),
		siso: codeOf(record, 'siso').slice(0, 40) || undefined,
		nur: codeOf(record, 'nur').slice(0, 10) || undefined,
		summary: firstText(record, ['520'], 'a').slice(0, 8000) || undefined
	};
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** `0471383147 (paper/cd-rom : alk. paper)`: the number stands first, and what follows is not another. */
function isbnsIn(text: string): IsbnReading[] {
	const first = readIsbn(/^[\d\s-]{9,}[\dXx]?/.exec(text)?.[0] ?? '');
	return 'isbn' in first ? [first] : readIsbns(text);
}

/** 084 names its scheme in ‡2. */
function codeOf(record: MarcRecord, scheme: string): string {
	const field = fieldsOf(record, '084').find((each) => subfieldsOf(each, '2')[0]?.toLowerCase() === scheme);
	return subfieldsOf(field, 'a')[0] ?? '';
}

function authorsOf(record: MarcRecord): string[] {
	const fields = fieldsOf(record, '100', '110', '700', '710').filter(
		(field) => subfieldsOf(field, 't').length === 0 && subfieldsOf(field, 'e4').every((relation) => /^(au[tc]|schrijver|author)/i.test(relation))
	);
	const names = fields.map((field) => line(withoutIsbd(subfieldsOf(field, 'a')[0] ?? ''))).filter((name) => name !== undefined);
	return [...new Set(names)].slice(0, 20);
}

const materials: Readonly<Record<string, Material>> = { a: 'book', t: 'book', g: 'dvd', i: 'audiobook', r: 'game', ' ': 'book' };

/** From the leader: the kind of record, and whether it goes on appearing. */
function materialOf({ leader }: MarcRecord): Material {
	if (leader[6] === 'a' && leader[7] === 's') return 'magazine';
	return materials[leader[6] ?? ' '] ?? 'other';
}

function line(text: string): string | undefined {
	return text.replace(/\s+/g, ' ').trim().slice(0, 500) || undefined;
}
