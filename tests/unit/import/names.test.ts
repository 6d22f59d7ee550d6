import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAuthors, spokenForm } from '#lib/domain/catalogue/author-name.ts';
import { mintedBarcode, serialOfMinted } from '#lib/domain/catalogue/barcode.ts';
import { readYear } from '#lib/domain/catalogue/year.ts';
import { classKey, readClassName } from '#lib/domain/people/class-name.ts';
import { readPersonName, spokenName } from '#lib/domain/people/person-name.ts';
import { readPupilNumber } from '#lib/domain/people/pupil-number.ts';

describe('authors in one cell', () => {
	it.each([
		['Anne de Vries', ['Vries, Anne de']],
		['Vries, Anne de', ['Vries, Anne de']],
		['Noor Berg, Karel ten Haaf', ['Berg, Noor', 'Haaf, Karel ten']],
		['García Márquez, Gabriel', ['García Márquez, Gabriel']],
		['Charles den Tex;Anneloes Timmerije', ['Tex, Charles den', 'Timmerije, Anneloes']],
		['Noor Berg & Tim Dal', ['Berg, Noor', 'Dal, Tim']],
		['Berg, N., Dal, T.', ['Berg, N.', 'Dal, T.']],
		['Jean Van Damme', ['Van Damme, Jean']],
		['Noor Berg (ill.)', ['Berg, Noor']],
		['Homerus', ['Homerus']],
		['', []]
	])('%s', (cell, authors) => {
		expect(readAuthors(cell)).toEqual(authors);
	});

	it('are said with the given name first', () => {
		expect(spokenForm('Vries, Anne de')).toBe('Anne de Vries');
		expect(spokenForm('Homerus')).toBe('Homerus');
	});
});

describe('a year in a cell', () => {
	it.each([
		['2008.0', 2008],
		['-750', -750],
		['750 v.Chr.', -750],
		['[2008]', 2008],
		['cop. 2008', 2008],
		['2008-2010', 2008],
		['0', undefined],
		['134m', undefined],
		['', undefined]
	])('%s', (cell, year) => {
		expect(readYear(cell)).toBe(year);
	});
});

describe('a class name', () => {
	it.each([
		['2hv3', 2, ['havo', 'vwo']],
		['H3b', 3, ['havo']],
		['4vTTO1', 4, ['vwo']],
		['1bk/kgt', 1, ['vmbo-b', 'vmbo-k', 'vmbo-gt']],
		['5V.nat2', 5, ['vwo']],
		['isk-1', undefined, []],
		['1e1', 1, []],
		['2-1', 2, []],
		['1a', 1, []]
	])('%s tells its year layer and tracks', (name, yearLayer, tracks) => {
		expect(readClassName(name)).toEqual({ outcome: 'read', name, ...(yearLayer === undefined ? {} : { yearLayer }), tracks });
	});

	it.each(['1,00E+01', '1.00E+01', '2-jan', 'jan-02', '3-mrt', '02-01-2026'])('that a spreadsheet made into %s is reported', (name) => {
		expect(readClassName(name)).toEqual({ outcome: 'rejected', reason: 'classDamaged' });
	});

	it('is one class in capitals and in small letters', () => {
		expect(classKey('2HV3')).toBe(classKey('2hv3'));
	});
});

describe('a person', () => {
	it.each([
		[{ given: 'Zoë', infix: 'van der', family: 'Meer' }, { givenName: 'Zoë', infix: 'van der', familyName: 'Meer' }],
		[{ given: 'Bram', family: 'ter Braak' }, { givenName: 'Bram', infix: 'ter', familyName: 'Braak' }],
		[{ given: 'Emma', family: 'Van Damme' }, { givenName: 'Emma', familyName: 'Van Damme' }],
		[{ given: 'Zoë', infix: 'van der', family: 'van der Meer' }, { givenName: 'Zoë', infix: 'van der', familyName: 'Meer' }],
		[{ given: 'Zoë', family: 'Meer, van der' }, { givenName: 'Zoë', infix: 'van der', familyName: 'Meer' }],
		[{ full: 'Meer, Zoë van der' }, { givenName: 'Zoë', infix: 'van der', familyName: 'Meer' }],
		[{ full: 'Zoë van der Meer' }, { givenName: 'Zoë', infix: 'van der', familyName: 'Meer' }],
		[{ given: 'Sukarno' }, { givenName: 'Sukarno', familyName: '' }],
		[{ given: ' Bas ', infix: 'van  der', family: 'Berg\u00a0' }, { givenName: 'Bas', infix: 'van der', familyName: 'Berg' }]
	])('%o has one name, with the tussenvoegsel apart', (cells, name) => {
		expect(readPersonName(cells)).toEqual(name);
	});

	it('without any name is nobody', () => {
		expect(readPersonName({ given: ' ', family: '' })).toBeUndefined();
	});

	it('has the same name whether its accents are one sign or two', () => {
		expect(readPersonName({ given: 'Zoe\u0308', family: 'Dal' })).toEqual(readPersonName({ given: 'Zoë', family: 'Dal' }));
	});

	it('is said in the order of speech', () => {
		expect(spokenName({ givenName: 'Renée', infix: "'t", familyName: 'Hart' })).toBe("Renée 't Hart");
	});
});

describe('a pupil number', () => {
	it('keeps its leading zeros, letters and length', () => {
		for (const number of ['001234', '1234', 'A00017', '098765432109876543']) {
			expect(readPupilNumber(` ${number} `)).toEqual({ outcome: 'read', number });
		}
	});

	it('in scientific notation is not guessed', () => {
		expect(readPupilNumber('9,87654E+16')).toEqual({ outcome: 'rejected', reason: 'numberDamaged' });
	});
});

describe('a minted barcode', () => {
	it('gives its serial back, and no other number of eight digits does', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 1, max: 9 }), (serial, step) => {
				const barcode = mintedBarcode(serial);
				const wrong = barcode.slice(0, 7) + ((Number(barcode[7]) + step) % 10);
				expect(barcode).toMatch(/^2\d{7}$/);
				expect(serialOfMinted(barcode)).toBe(serial);
				expect(serialOfMinted(wrong)).toBeUndefined();
			})
		);
	});

	it('carries the check digit of EAN-8', () => {
		// The first digit weighs three: 2 × 3 = 6, and 4 makes ten.
		expect(mintedBarcode(0)).toBe('20000004');
	});
});
