import { describe, expect, it } from 'vitest';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import { planCatalogue } from '#lib/server/import/catalogue.ts';
import { fileOf, school } from './files.ts';

async function plan(text: string, titles: readonly Title[] = [], copies: readonly Copy[] = [], accepted: ReadonlySet<string> = new Set()) {
	return planCatalogue(await fileOf(text, 4096), { school, titles, copies }, { accepted });
}

describe('a catalogue with one row a title', () => {
	it('gets a copy with a minted barcode for each row, or as many as the file says', async () => {
		const { report, copies } = await plan('Titel;Auteur;Aantal exemplaren\nEen;Zoë Dal;3\nTwee;Noor Berg;\n');
		expect(report).toMatchObject({ rows: 2, titles: 2, copies: 4, patrons: 0, skipped: [] });
		expect(new Set(copies.map((copy) => copy.barcode)).size).toBe(4);
	});

	it('finds its columns in any order and by English names', async () => {
		const { titles } = await plan('year,number of pages,ISBN13,authors,title\n2008.0,374,9780439023481,"Dal, Zoë",Een\n');
		expect(titles).toMatchObject([{ title: 'Een', year: 2008, pages: 374, isbns: ['9780439023481'], authors: ['Dal, Zoë'] }]);
	});

	it('is read below two header lines and lines above the header', async () => {
		const { report, titles } = await plan('Lijst van 2026;;\n;;\nTitel;Auteur;ISBN\ntitle;author;isbn\nEen;Zoë Dal;9780439023481\n');
		expect(report.rows).toBe(1);
		expect(titles.map((title) => title.title)).toEqual(['Een']);
	});

	it('counts valid, restored and rejected ISBNs and keeps the row of a rejected one without it', async () => {
		const { report, titles } = await plan('titel;isbn\nA;9780439023481\nB;439023483\nC;9.78043902348e+12\nD;9780439023482\nE;\n');
		expect(report.isbn).toEqual({ valid: 1, restored: 1, rejected: 2 });
		expect(report.warnings).toContainEqual({ line: 4, reason: 'isbnDamaged' });
		expect(report.warnings).toContainEqual({ line: 5, reason: 'isbnCheckDigit' });
		expect(titles.find((title) => title.title === 'C')?.isbns).toEqual([]);
	});

	it('keeps books apart that differ in their subtitle only, in any order and every time', async () => {
		const head = 'titel;ondertitel;auteur\n';
		const rows = ['Karel de Grote;;\n', 'Karel de Grote;vader van Europa?;\n', 'Karel de Grote;mythe;\n', 'Karel de Grote;mythe;\n'];
		const { titles, copies } = await plan(head + rows.join(''));
		expect(titles.map(({ subtitle }) => subtitle)).toEqual([undefined, 'vader van Europa?', 'mythe']);
		expect(copies).toHaveLength(4);
		expect((await plan(head + rows.toReversed().join(''), titles, copies)).changes).toEqual({ created: 0, changed: 0, unchanged: 7 });
	});

	it('takes an empty subtitle for one that was left out when the author is the same', async () => {
		const { titles } = await plan('titel;ondertitel;auteur\nLampje;een sprookje;Annet Schaap\nLampje;;Annet Schaap\n');
		expect(titles).toMatchObject([{ title: 'Lampje', subtitle: 'een sprookje' }]);
	});

	it('asks whether a title of the school with another subtitle is the same', async () => {
		const first = await plan('titel;ondertitel\nKarel de Grote;mythe\n');
		const second = await plan('titel;ondertitel\nKarel de Grote;vader van Europa?\n', first.titles, first.copies);
		expect(second.proposals).toMatchObject([{ kind: 'sameTitle', from: 'Karel de Grote: mythe', to: 'Karel de Grote: vader van Europa?' }]);
		expect(second.changes).toMatchObject({ created: 2, changed: 0 });
	});

	it('reports a row without a title with its line', async () => {
		const { report } = await plan('titel;auteur\nEen;X Y\n;Zoë Dal\n');
		expect(report.skipped).toEqual([{ line: 3, reason: 'titleMissing' }]);
	});
});

describe('a catalogue with one row a copy', () => {
	const file = 'titel;isbn;barcode;vestiging;plaats\nEen;9780439023481;1001;Hoofdgebouw;A1\nEen;9780439023481;1002;12AB00;A2\nTwee;;1003;Elders;B\n';

	it('puts the copies of one ISBN under one title', async () => {
		const { report, copies } = await plan(file);
		expect(report).toMatchObject({ rows: 3, titles: 2, copies: 3 });
		expect(copies.map((copy) => [copy.barcode, copy.locationId, copy.shelf])).toEqual([
			['1001', 'main', 'A1'],
			['1002', 'main', 'A2'],
			['1003', undefined, 'B']
		]);
		expect(report.warnings).toEqual([{ line: 4, reason: 'locationUnknown' }]);
	});

	it('skips a barcode that stands there twice, and says whether it was another title', async () => {
		const { report } = await plan('titel;barcode\nEen;1\nEen;1\nTwee;1\n');
		expect(report.skipped).toEqual([
			{ line: 3, reason: 'barcodeTwice' },
			{ line: 4, reason: 'barcodeOfOtherTitle' }
		]);
	});

	it('takes a row without a barcode as a title without a copy', async () => {
		const { report } = await plan('titel;barcode\nEen;1\nTwee;\n');
		expect(report).toMatchObject({ titles: 2, copies: 1, warnings: [{ line: 3, reason: 'barcodeMissing' }] });
	});
});

describe('the same catalogue again', () => {
	const file = 'titel;auteur;isbn;aantal\nEen;Zoë Dal;9780439023481;2\nTwee;Noor Berg;;1\nDrie;;;\n';

	it('changes nothing', async () => {
		const first = await plan(file);
		const second = await plan(file, first.titles, first.copies);
		expect(second.changes).toEqual({ created: 0, changed: 0, unchanged: 7 });
		expect(second.report).toEqual(first.report);
	});

	it('in another order gives each copy the barcode it had', async () => {
		const first = await plan(file);
		const turned = ['titel;auteur;isbn;aantal', ...file.trim().split('\n').slice(1).reverse()].join('\n');
		const second = await plan(turned, first.titles, first.copies);
		expect(second.copies).toEqual([]);
	});

	it('with a corrected cell changes that title only, and keeps what the school added itself', async () => {
		const first = await plan(file);
		const edited = first.titles.map((title) => (title.title === 'Twee' ? { ...title, genre: 'Thriller' } : title));
		const second = await plan(file.replace('Een;', 'Één;'), edited, first.copies);
		expect(second.titles.map((title) => title.title)).toEqual(['Één']);
	});

	it('meets a title and a copy that a desk had added in a hurry', async () => {
		const added: Title = { id: 'desk-title' as Title['id'], title: 'Een', authors: [], isbns: ['9780439023481'], material: 'book' };
		const copy: Copy = { id: 'desk-copy' as Copy['id'], titleId: added.id, barcode: '77', status: 'inService', loanType: 'normal', provisional: true };
		const { titles, copies } = await plan('titel;isbn;barcode\nEen;9780439023481;77\n', [added], [copy]);
		expect(titles).toEqual([]);
		expect(copies).toEqual([{ id: 'desk-copy', titleId: 'desk-title', barcode: '77', status: 'inService', loanType: 'normal' }]);
	});
});

it('a file without titles is refused as a whole', async () => {
	await expect(plan('Leerlingnummer;Roepnaam;Achternaam\n001;Zoë;Dal\n')).rejects.toMatchObject({ code: 'noHeader' });
});

it('says of a copy whose it is, to what collection it belongs, when it goes back, and whether it stays at school', async () => {
	const { copies } = await plan('titel;barcode;eigenaar;soort collectie;terug op;alleen op school\nEen;1;Bibliotheek De Plein;Wisselcollectie;1-3-2027;ja\nTwee;2;;;;\n');
	expect(copies).toMatchObject([{ owner: 'Bibliotheek De Plein', collection: 'rotating', backOn: '2027-03-01', inSchoolOnly: true }, { barcode: '2' }]);
	expect(Object.keys(copies[1] ?? {}).toSorted()).toEqual(['barcode', 'id', 'loanType', 'status', 'titleId']);
});

describe('a label that is on another book at school', () => {
	const shelf = (count: number) => `titel;auteur;barcode\n${Array.from({ length: count }, (_, i) => `Boek ${i};Zoë Dal;${1000 + i}\n`).join('')}`;
	const otherShelf = (count: number) => `titel;auteur;barcode\n${Array.from({ length: count }, (_, i) => `Ander ${i};Noor Berg;${1000 + i}\n`).join('')}`;

	it('stays there, and a person is asked', async () => {
		const first = await plan(shelf(3));
		const second = await plan(otherShelf(1), first.titles, first.copies);
		expect(second).toMatchObject({ titles: [], copies: [], report: { skipped: [{ line: 2, reason: 'barcodeKnown' }] }, proposals: [{ kind: 'barcodeMoved', from: 'Boek 0 · Dal, Zoë', to: 'Ander 0 · Berg, Noor' }] });
		const accepted = await plan(otherShelf(1), first.titles, first.copies, new Set(second.proposals.map(({ id }) => id)));
		expect(accepted.copies).toMatchObject([{ id: first.copies[0]?.id, titleId: accepted.titles[0]?.id }]);
	});

	it('with nearly all others is a sign of another school’s file', async () => {
		const first = await plan(shelf(20));
		const second = await plan(otherShelf(20), first.titles, first.copies);
		expect(second.report.warnings).toEqual([{ line: 2, reason: 'otherSchool' }]);
		expect(second.changes).toMatchObject({ created: 0, changed: 0 });
	});
});
