import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planMarc } from '#lib/server/import/catalogue.ts';
import { readMarc, shapeOf } from '#lib/server/import/marc-file.ts';
import { school } from './files.ts';

const folder = path.join(import.meta.dirname, 'fixtures/marc');

/**
 * Record terminators or record elements in the file · records that pymarc 5.4 read · that yaz-marcdump read (`-`: not
 * asked, or it gave up) · valid ISBNs among the 020 ‡a that pymarc read.
 */
const table = `
made/26-isbns-one-record.mrc 1 1 1 26
made/crlf-between-records.mrc 18 1 18 1
made/dutch-marc8.mrc 18 18 18 28
made/dutch-utf8.mrc 18 18 18 28
made/dutch.xml 18 18 - 28
made/latin1-bytes-under-utf8-flag.mrc 18 18 18 28
made/truncated-last-record.mrc 17 17 17 26
made/wrong-length-in-first-leader.mrc 18 0 17 0
natlibfi/iso2709-from1 1 1 1 0
natlibfi/iso2709-from2 1 1 1 0
natlibfi/iso2709-from3 1 1 1 0
natlibfi/marcxml-2RecordsFrom1 2 2 - 0
natlibfi/marcxml-erroneous 1 0 - 0
natlibfi/marcxml-from-namespace-xml1 1 1 - 1
natlibfi/marcxml-from1 1 1 - 1
natlibfi/marcxml-from2 1 1 - 1
natlibfi/marcxml-from3 1 0 - 0
natlibfi/marcxml-from4 1 0 - 0
pymarc/1251.dat 6 6 6 6
pymarc/alphatag.dat 1 1 1 0
pymarc/bad_eacc_encoding.dat 1 1 1 0
pymarc/bad_indicator.dat 1 1 1 1
pymarc/bad_marc8_escape.dat 1 1 1 0
pymarc/bad_records.mrc 8 2 8 0
pymarc/bad_subfield_code.dat 1 0 1 0
pymarc/bad_tag.xml 1 0 - 0
pymarc/batch.xml 2 2 - 0
pymarc/diacritic.dat 1 1 1 2
pymarc/marc.dat 20 20 20 20
pymarc/marc8.dat 1 1 1 0
pymarc/multi_isbn.dat 1 1 1 3
pymarc/one.dat 1 1 1 1
pymarc/testunimarc.dat 1 1 1 0
pymarc/utf8.xml 1 1 - 0
pymarc/utf8_errors.dat 1 1 1 0
pymarc/utf8_invalid.mrc 1 1 1 0
pymarc/utf8_with_leader_flag.dat 1 1 1 0
pymarc/utf8_without_leader_flag.dat 1 1 1 0`
	.trim()
	.split('\n')
	.map((line) => line.split(' '))
	.map(([file = '', ends, pymarc, yaz, isbns]) => ({ file, ends: Number(ends), pymarc: Number(pymarc), yaz: yaz === '-' ? undefined : Number(yaz), isbns: Number(isbns) }));

async function planOf(file: string) {
	const bytes = new Uint8Array(await readFile(path.join(folder, file)));
	const shape = shapeOf(bytes);
	if (shape !== 'iso2709' && shape !== 'marcxml') throw new Error(shape);
	return planMarc(readMarc(bytes, shape), { school, titles: [], copies: [] });
}

describe('every MARC file', () => {
	it('stands in the table', async () => {
		const files = await readdir(folder, { recursive: true, withFileTypes: true });
		const names = files.filter((each) => each.isFile() && each.name !== 'LICENSE').map((each) => path.relative(folder, path.join(each.parentPath, each.name)));
		expect(names.toSorted()).toEqual(table.map(({ file }) => file).toSorted());
	});

	// Of this one neither reader makes anything.
	it.each(table.filter(({ file }) => file !== 'natlibfi/marcxml-erroneous'))('$file gives no fewer records and ISBNs than other readers, and none twice', async ({ file, ends, pymarc, yaz, isbns }) => {
		const { report, titles } = await planOf(file);
		const broken = report.skipped.filter(({ reason }) => reason === 'recordBroken' || reason === 'recordCut').length;
		const read = report.rows - broken;
		expect(read).toBeGreaterThanOrEqual(Math.min(pymarc, yaz ?? pymarc));
		expect(read).toBeLessThanOrEqual(ends);
		expect(report.isbn.valid).toBeGreaterThanOrEqual(isbns);
		// Who read them all counted them all.
		if (pymarc === ends) expect(report.isbn.valid).toBe(isbns);
		expect(titles).toHaveLength(read - report.skipped.length + broken);
		expect(JSON.stringify(titles)).not.toContain('\\u0000');
	});

	it('without one record that is whole is refused as a whole', async () => {
		await expect(planOf('natlibfi/marcxml-erroneous')).rejects.toMatchObject({ code: 'noRecords' });
	});

	it('gives the same eighteen titles in MARC-8, in UTF-8 and in XML', async () => {
		const [marc8, utf8, xml] = await Promise.all(['made/dutch-marc8.mrc', 'made/dutch-utf8.mrc', 'made/dutch.xml'].map(planOf));
		const withoutAuthors = (plan: typeof utf8) => plan?.titles.map(({ authors: _authors, ...title }) => title);
		expect(withoutAuthors(marc8)).toEqual(withoutAuthors(utf8));
		// What wrote the file left out the letters that it had no place for.
		const authors = new Set(marc8?.titles.flatMap((title) => title.authors));
		expect(utf8?.titles.flatMap((title) => title.authors).filter((author) => !authors.has(author))).toEqual(['Čapek, Karel', 'Mai, Nguyễn Phan Quế']);
		expect(xml?.titles).toEqual(utf8?.titles);
		expect(xml?.copies).toEqual(utf8?.copies);
	});
});
