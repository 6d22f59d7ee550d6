import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportFailure } from '#lib/server/import/import-report.ts';
import { fileOf, rowsOf, windows1252 } from './files.ts';

const table = [
	['Titel', 'Auteur', 'Jaar'],
	['Één dag', 'Zoë Dal', '2008'],
	['De naam', 'Noor Berg', '2011']
];

describe('a delimited file', () => {
	it.each([',', ';', '|', '\t'])('is cut at %j without being told', async (delimiter) => {
		const file = await fileOf(table.map((row) => row.join(delimiter)).join('\r\n'));
		expect(file.delimiter).toBe(delimiter);
		expect((await rowsOf(file)).map((row) => row.cells)).toEqual(table);
	});

	it('is cut right when other separators stand inside its cells', async () => {
		const file = await fileOf('Titel;Auteur\n"Een, twee; drie";Dal, Zoë\nVier, vijf;Berg, Noor\n');
		expect((await rowsOf(file)).map((row) => row.cells)).toEqual([
			['Titel', 'Auteur'],
			['Een, twee; drie', 'Dal, Zoë'],
			['Vier, vijf', 'Berg, Noor']
		]);
	});

	it('whose lines were each quoted as one cell is cut all the same', async () => {
		const file = await fileOf('"Titel;Auteur;Jaar"\n"Één ""dag"";Zoë Dal;2008"\n"De naam;Noor Berg;2011"\n');
		expect((await rowsOf(file)).map((row) => row.cells)).toEqual([
			['Titel', 'Auteur', 'Jaar'],
			['Één "dag"', 'Zoë Dal', '2008'],
			['De naam', 'Noor Berg', '2011']
		]);
	});

	it('gives each row the line it begins on, blank lines and lines inside cells counted', async () => {
		const file = await fileOf('a;b\r\n\r\n1;"een\r\ntwee"\r\n2;x\r\n');
		expect((await rowsOf(file)).map((row) => row.line)).toEqual([1, 3, 5]);
	});
});

describe('the encoding of a file', () => {
	const text = 'Naam;Klas\nZoë;2hv3\nRenée;H3b\n';

	it('is UTF-8, with or without a mark in front, however the pieces fall', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.boolean(), async (size, marked) => {
				const file = await fileOf((marked ? '\ufeff' : '') + text, size);
				expect((await rowsOf(file)).map((row) => row.cells[0])).toEqual(['Naam', 'Zoë', 'Renée']);
				expect(file.encoding()).toBe('utf-8');
			})
		);
	});

	it('is Windows-1252 when the bytes cannot be UTF-8, however the pieces fall', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
				const file = await fileOf(windows1252(`${text}€uro;1a\n`), size);
				expect((await rowsOf(file)).map((row) => row.cells[0])).toEqual(['Naam', 'Zoë', 'Renée', '€uro']);
				expect(file.encoding()).toBe('windows-1252');
			})
		);
	});
});

describe('what is no table', () => {
	it.each([
		['an empty file', '', 'empty'],
		['blank lines', '\n \n', 'empty'],
		['a binary file', 'PK\u0003\u0004\u0000\u0000', 'notText']
	])('%s is refused as a whole', async (_what, content, code) => {
		await expect(fileOf(content)).rejects.toMatchObject({ code });
	});

	it('a quote that nothing closes is refused with the line it began on', async () => {
		const file = await fileOf('a;b;c\n1;2;3\n4;"open;6\n7;8;9\n');
		await expect(rowsOf(file)).rejects.toEqual(new ImportFailure('unclosedQuote', 3));
	});
});
