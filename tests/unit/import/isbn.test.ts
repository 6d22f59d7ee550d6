import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit10, checkDigit13, isbn13Of10, isIsbn10, isIsbn13, readIsbn, readIsbns } from '#lib/domain/catalogue/isbn.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const isbn13 = digits(9).map((nine) => `978${nine}`).map((twelve) => twelve + checkDigit13(twelve));
const isbn10 = digits(9).map((nine) => nine + checkDigit10(nine));

describe('an ISBN in a cell', () => {
	it('is read back whatever hyphens, blanks and labels stand around its digits', () => {
		fc.assert(
			fc.property(isbn13, fc.constantFrom('', 'ISBN ', 'ISBN-13: '), fc.constantFrom('-', ' ', ''), (isbn, label, sign) => {
				const written = `${label}${isbn.slice(0, 3)}${sign}${isbn.slice(3, 5)}${sign}${isbn.slice(5)}`;
				expect(readIsbn(written)).toEqual({ outcome: 'valid', isbn });
			})
		);
	});

	it('of ten digits becomes the thirteen digits of the same publication, with a right check digit', () => {
		fc.assert(
			fc.property(isbn10, (isbn) => {
				const converted = isbn13Of10(isbn);
				expect(isIsbn10(isbn)).toBe(true);
				expect(isIsbn13(converted)).toBe(true);
				expect(converted.slice(3, 12)).toBe(isbn.slice(0, 9));
				expect(readIsbn(isbn)).toEqual({ outcome: 'valid', isbn: converted });
			})
		);
	});

	it('is rejected after any single digit was mistyped', () => {
		fc.assert(
			fc.property(isbn13, fc.nat(8), fc.integer({ min: 1, max: 9 }), (isbn, place, step) => {
				const at = place + 3;
				const wrong = isbn.slice(0, at) + ((Number(isbn[at]) + step) % 10) + isbn.slice(at + 1);
				expect(readIsbn(wrong)).toEqual({ outcome: 'rejected', reason: 'isbnCheckDigit' });
			})
		);
	});

	it('gets lost leading zeros back when the check digit proves them, and only then', () => {
		expect(readIsbn('439023483')).toEqual({ outcome: 'restored', isbn: '9780439023481' });
		expect(readIsbn('439023484')).toEqual({ outcome: 'rejected', reason: 'isbnCheckDigit' });
	});

	it.each(['9.78043902348e+12', '9,78044E+12', '9.78E+12', '9E12'])('that a spreadsheet made into %s is never expanded', (cell) => {
		expect(readIsbn(cell)).toEqual({ outcome: 'rejected', reason: 'isbnDamaged' });
		expect(readIsbns(cell)).toEqual([{ outcome: 'rejected', reason: 'isbnDamaged' }]);
	});

	it.each(['="9780439023481"', '9780439023481.0', "'9780439023481", '978-0-439-02348-1 (pbk.)'])('is read from %s', (cell) => {
		expect(readIsbn(cell)).toEqual({ outcome: 'valid', isbn: '9780439023481' });
	});

	it('is absent from an empty cell, and not every barcode of thirteen digits is one', () => {
		expect(readIsbn('  ')).toEqual({ outcome: 'absent' });
		expect(readIsbn('8710400123453')).toEqual({ outcome: 'rejected', reason: 'notAnIsbn' });
		expect(readIsbn('geen')).toEqual({ outcome: 'rejected', reason: 'notAnIsbn' });
	});

	it('stands beside another in one cell', () => {
		expect(readIsbns('9780439023481; 0439023483').map((reading) => reading.outcome)).toEqual(['valid', 'valid']);
	});
});
