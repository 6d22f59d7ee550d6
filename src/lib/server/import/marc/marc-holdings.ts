import { readWrittenDate } from '#lib/domain/shared/written-date.ts';
import type { CatalogueRow } from '../catalogue-row.ts';
import { readCents, readCollection, readLoanType, readStatus } from '../cell-values.ts';
import { fieldsOf, subfieldsOf, type MarcField, type MarcRecord } from './marc-record.ts';

/** One copy as a record describes it. */
export type MarcHolding = Pick<CatalogueRow, 'barcode' | 'location' | 'copy'>;

type At = (codes: string) => string;

/**
 * The copies of a record, from whichever field its system keeps them in: 952 (Koha), 852 with or without its items in
 * 876 (MARC 21), 949 with a bar code in ‡i (SirsiDynix). A holding without a bar code is one copy all the same, unless
 * other fields tell its copies apart.
 */
export function holdingsOf(record: MarcRecord): MarcHolding[] {
	const shelves = fieldsOf(record, '852');
	const pieces = fieldsOf(record, '876').filter((field) => subfieldsOf(field, 'p').length > 0).map((piece) => holdingOf876(piece, shelves));
	const koha = fieldsOf(record, '952').map(holdingOf952);
	const told = new Set(pieces.map(({ barcode }) => barcode));
	const areCopiesElsewhere = pieces.length + koha.length > 0;
	const standing = shelves.map(holdingOf852).filter(({ barcode }) => (barcode === '' ? !areCopiesElsewhere : !told.has(barcode)));
	const copies = [...standing, ...koha, ...pieces];
	if (copies.length > 0) return copies;
	return fieldsOf(record, '949').filter((field) => subfieldsOf(field, 'i').length > 0).map(holdingOf949);
}

/** 952 as Koha writes it. */
function holdingOf952(field: MarcField): MarcHolding {
	const at = reader(field);
	const isSet = (code: string): boolean => /^[1-9]/.test(at(code));
	const kind = readLoanType(at('y'));
	return holding(at('p'), at('ab'), {
		shelf: line(at('o') || at('c')),
		status: isSet('1') ? 'lost' : isSet('0') ? 'withdrawn' : isSet('4') ? 'repair' : readStatus(at('z')),
		// Other item types are a library's own and say nothing about the term.
		loanType: isSet('7') ? 'reference' : kind === 'short' || kind === 'classSet' ? kind : undefined,
		collection: readCollection(at('8')),
		...kept(field)
	});
}

/** 852 as MARC 21 has it. */
function holdingOf852(field: MarcField): MarcHolding {
	const at = reader(field);
	return holding(at('p'), at('b'), { shelf: shelfOf852(field), status: readStatus(at('z')), backOn: dayBackOf(field) });
}

/** An item in 876 stands where the 852 says that it is linked to by the number in ‡8, or else the first one. */
function holdingOf876(piece: MarcField, shelves: readonly MarcField[]): MarcHolding {
	const linkOf = (field: MarcField): string => /^\d+/.exec(subfieldsOf(field, '8')[0] ?? '')?.[0] ?? '';
	const barcode = subfieldsOf(piece, 'p')[0];
	const shelf =
		shelves.find((each) => subfieldsOf(each, 'p')[0] === barcode) ?? shelves.find((each) => linkOf(piece) !== '' && linkOf(each) === linkOf(piece)) ?? shelves[0];
	const at = reader(piece);
	return holding(barcode ?? '', shelf ? (subfieldsOf(shelf, 'b')[0] ?? '') : '', {
		shelf: shelf && shelfOf852(shelf),
		status: readStatus(at('j')) ?? readStatus(at('z')),
		loanType: readLoanType(at('h')) === 'reference' ? 'reference' : undefined,
		...kept(piece),
		priceCents: readCents(at('c'))
	});
}

/** 949 as SirsiDynix writes it. */
function holdingOf949(field: MarcField): MarcHolding {
	const at = reader(field);
	return holding(at('i'), at('m'), { shelf: line(at('a')), acquiredOn: readWrittenDate(at('u')), priceCents: readCents(at('p')) });
}

/** What 952 and 876 write in the same subfields: whom a copy comes from, since when, and until when. */
function kept(field: MarcField): MarcHolding['copy'] {
	const at = reader(field);
	return { owner: line(at('e')), acquiredOn: readWrittenDate(at('d')), priceCents: readCents(at('g')), backOn: dayBackOf(field) };
}

/** MARC 21 has no place for the day on which a copy goes back to its owner; notes say it: `Terug op 2027-06-01`. */
function dayBackOf(field: MarcField): MarcHolding['copy']['backOn'] {
	const notes = subfieldsOf(field, 'xz').flatMap((note) => /^(?:terug|retour|back|return)\D*(\d[\d./-]+)\s*$/i.exec(note)?.[1] ?? []);
	return notes.map(readWrittenDate).find((day) => day !== undefined);
}

function shelfOf852(field: MarcField): string | undefined {
	return line(subfieldsOf(field, 'khi').join(' ') || (subfieldsOf(field, 'c')[0] ?? ''));
}

/** The first text of a subfield with one of these codes; empty when there is none. */
function reader(field: MarcField): At {
	return (codes) => subfieldsOf(field, codes)[0] ?? '';
}

/** What a field does not say is left out, so that it cannot overwrite what the school knows. */
function holding(barcode: string, location: string, copy: MarcHolding['copy']): MarcHolding {
	return { barcode: barcode.replace(/\s+/g, ''), location, copy: Object.fromEntries(Object.entries(copy).filter(([, value]) => value !== undefined)) };
}

function line(text: string): string | undefined {
	return text.replace(/\s+/g, ' ').trim().slice(0, 500) || undefined;
}
