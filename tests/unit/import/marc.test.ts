import { describe, expect, it } from 'vitest';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import { planMarc } from '#lib/server/import/catalogue.ts';
import { exportCatalogue, type ExportFormat } from '#lib/server/import/export-catalogue.ts';
import { readMarc, shapeOf } from '#lib/server/import/marc-file.ts';
import { day } from '../../builders/domain.ts';
import { school } from './files.ts';

const nothing = { school, titles: [], copies: [] };

interface Field {
	tag: string;
	content: string;
}

/** A record as a cataloguing system writes it; every character is one byte. */
function record(fields: readonly Field[], status = ' ', length?: string): string {
	let directory = '';
	let data = '';
	for (const { tag, content } of fields) {
		directory += tag + String(content.length + 1).padStart(4, '0') + String(data.length).padStart(5, '0');
		data += `${content}\u001e`;
	}
	const base = 25 + directory.length;
	return `${length ?? String(base + data.length + 1).padStart(5, '0')}nam ${status}22${String(base).padStart(5, '0')} a 4500${directory}\u001e${data}\u001d`;
}

const bytes = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
const title = (text: string) => ({ tag: '245', content: `10\u001fa${text}` });

function plan(file: Uint8Array, now = nothing as { school: typeof school; titles: readonly Title[]; copies: readonly Copy[] }) {
	const shape = shapeOf(file);
	if (shape !== 'iso2709' && shape !== 'marcxml') throw new Error(shape);
	return planMarc(readMarc(file, shape), now);
}

describe('a MARC 21 record', () => {
	it('gives a title without the signs between its areas, and a copy for each holding', () => {
		const fields = [
			{ tag: '020', content: '  \u001fa9780439023481 (pbk. : set/1)' },
			{ tag: '100', content: '1 \u001faDal, Zoe,\u001feauteur.' },
			{ tag: '245', content: '10\u001faEen huis :\u001fbroman /\u001fcZoe Dal.' },
			{ tag: '260', content: '  \u001fbDe Pers,\u001fcc2011.' },
			{ tag: '700', content: '1 \u001faBerg, N.,\u001fevertaler.' },
			{ tag: '852', content: '  \u001fp1001\u001fhA 1' },
			{ tag: '952', content: '  \u001fp1002\u001foA 2\u001f71' }
		];
		const { titles, copies, report } = plan(bytes(record(fields)));
		expect(titles).toMatchObject([{ title: 'Een huis', subtitle: 'roman', authors: ['Dal, Zoe'], publisher: 'De Pers', year: 2011, isbns: ['9780439023481'] }]);
		expect(copies.map(({ barcode, shelf, loanType }) => [barcode, shelf, loanType])).toEqual([
			['1001', 'A 1', 'normal'],
			['1002', 'A 2', 'reference']
		]);
		expect(report).toMatchObject({ rows: 1, skipped: [], warnings: [], isbn: { valid: 1, restored: 0, rejected: 0 } });
	});

	it.each([
		['MARC-8', ' ', 'Caf\u00e2e \u00e8uber \u00b2re \u001b(Nabc\u001b(B', 'Café über øre АБЦ'],
		['UTF-8 under a MARC-8 flag', ' ', 'Caf\u00c3\u00a9', 'Café'],
		['Latin-1 under a UTF-8 flag', 'a', 'Caf\u00e9 dal', 'Café dal']
	])('in %s keeps its letters', (_name, flag, content, expected) => {
		expect(plan(bytes(record([title(content)], flag))).titles.map((each) => each.title)).toEqual([expected]);
	});

	it('gives the owner, the kind of collection and the day back of a copy, as Koha keeps them', () => {
		const koha = { tag: '952', content: '  \u001fp1001\u001f8WISSEL\u001feBibliotheek Zuid\u001fd2026-09-01\u001fg12.95\u001fxRetour: 1-7-2027\u001fyclassSet\u001f41' };
		expect(plan(bytes(record([title('Een'), koha]))).copies).toMatchObject([
			{ barcode: '1001', collection: 'rotating', owner: 'Bibliotheek Zuid', acquiredOn: '2026-09-01', priceCents: 1295, backOn: '2027-07-01', loanType: 'classSet', status: 'repair' }
		]);
	});

	it('gives the items of 876 the shelf that they are linked to, once each', () => {
		const fields = [
			title('Een'),
			{ tag: '852', content: '  \u001f81.1\u001fb12AB00\u001fhA 1' },
			{ tag: '852', content: '  \u001f82.1\u001fb12AB00\u001fhB 2' },
			{ tag: '876', content: '  \u001f82.1\u001fp1002\u001feBibliotheek Zuid\u001fc8,50\u001fzTerug op 2027-07-01' },
			{ tag: '876', content: '  \u001f81.1\u001fp1001\u001fjmissing' }
		];
		expect(plan(bytes(record(fields))).copies).toMatchObject([
			{ barcode: '1002', shelf: 'B 2', owner: 'Bibliotheek Zuid', priceCents: 850, backOn: '2027-07-01' },
			{ barcode: '1001', shelf: 'A 1', status: 'lost' }
		]);
	});

	it('gives the copies of 949 where no other field gives them', () => {
		const local = { tag: '949', content: '  \u001faPS 9455\u001fi30007004052170\u001flDESM-CIR\u001fu2/9/2026' };
		expect(plan(bytes(record([title('Een'), local]))).copies).toMatchObject([{ barcode: '30007004052170', shelf: 'PS 9455', acquiredOn: '2026-09-02' }]);
		expect(plan(bytes(record([title('Een'), local, { tag: '952', content: '  \u001fp1001' }]))).copies.map(({ barcode }) => barcode)).toEqual(['1001']);
	});

	it('without holdings is a title without copies, and says so', () => {
		expect(plan(bytes(record([title('Een')])))).toMatchObject({ copies: [], report: { titles: 1, warnings: [{ line: 1, reason: 'barcodeMissing' }] } });
	});
});

describe('a file of records of which some are broken', () => {
	it('gives all others, with the place and the reason of each that it could not read', () => {
		const broken = record([title('Kapot')]).replace(/^(.{24})245/, '$1x');
		const file = [record([title('Een')], ' ', '99999'), '\r\n', broken, record([{ tag: '100', content: '1 \u001faDal' }]), record([title('Twee')]), record([title('Half')]).slice(0, -5)].join('');
		const { titles, report } = plan(bytes(file));
		expect(titles.map((each) => each.title)).toEqual(['Een', 'Twee']);
		expect(report.skipped).toEqual([
			{ line: 2, reason: 'recordBroken' },
			{ line: 3, reason: 'titleMissing' },
			{ line: 5, reason: 'recordCut' }
		]);
	});

	it('is read in XML as well, and its entities stay text', () => {
		const xml = (text: string) => `<m:record><m:datafield tag="245" ind1="1" ind2="0"><m:subfield code="a">${text}</m:subfield></m:datafield></m:record>`;
		const file = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><m:collection>${xml('A &amp; B &#233;')}${xml('C < D')}${xml('&x; <![CDATA[<E>]]>')}</m:collection>`;
		const { titles, report } = plan(new TextEncoder().encode(file));
		expect(titles.map((each) => each.title)).toEqual(['A & B é', '&x; <E>']);
		expect(report.skipped).toEqual([{ line: 2, reason: 'recordBroken' }]);
	});

	it('is refused as a whole when there is none to read', () => {
		expect(() => plan(new TextEncoder().encode('<html><body>Hallo</body></html>'))).toThrow(expect.objectContaining({ code: 'noRecords' }));
	});
});

describe('a catalogue that is exported', () => {
	const kept: Title = { id: 't1' as Title['id'], title: '=1+1 "Één" & <twee>', authors: ['Dal, Zoë', 'Berg, N.'], isbns: ['9780439023481'], year: 2011, language: 'nl', pages: 286, genre: 'Thriller', material: 'book' };
	const copy: Copy = { id: 'c1' as Copy['id'], titleId: kept.id, barcode: '1001', locationId: school.locations[0]?.id, shelf: 'A 1', status: 'lost', loanType: 'reference' };
	const now = { school, titles: [kept], copies: [copy] };

	async function exported(format: ExportFormat): Promise<Uint8Array> {
		return new Uint8Array(await new Blob([...exportCatalogue(now, format)] as BlobPart[]).arrayBuffer());
	}

	it.each(['marcxml', 'iso2709'] as const)('as %s and read again changes nothing', async (format) => {
		expect(plan(await exported(format), now).changes).toEqual({ created: 0, changed: 0, unchanged: 2 });
	});

	it.each(['marcxml', 'iso2709'] as const)('as %s and read into an empty school has every copy as it was', async (format) => {
		const whole = [
			{ ...copy, status: 'repair', loanType: 'classSet', owner: 'Bibliotheek Zuid', collection: 'libraryBox', backOn: day('2027-07-01'), acquiredOn: day('2026-09-01'), priceCents: 1205 },
			{ ...copy, barcode: '1002', status: 'inService', loanType: 'short', owner: undefined, collection: 'rotating' },
			{ ...copy, barcode: '1003', status: 'withdrawn', loanType: 'normal', collection: undefined, priceCents: 0 }
		] as const;
		const file = new Blob([...exportCatalogue({ ...now, copies: whole }, format)] as BlobPart[]);
		const read = plan(new Uint8Array(await file.arrayBuffer())).copies;
		const facts = ({ id: _id, titleId: _titleId, ...rest }: Copy) => rest;
		expect(read.map(facts)).toEqual(whole.map((each) => facts(JSON.parse(JSON.stringify(each)) as Copy)));
	});

	it('as CSV holds no cell that a spreadsheet would run', async () => {
		expect(new TextDecoder().decode(await exported('csv'))).toContain(`"'=1+1 ""Één"" & <twee>"`);
	});

	it('leaves out and names a record that is too long for ISO 2709', () => {
		const long: Title = { ...kept, summary: 'x'.repeat(8000), isbns: [], authors: Array.from({ length: 20 }, (_, i) => `${i}${'y'.repeat(490)}`) };
		const copies = Array.from({ length: 9000 }, (_, i) => ({ ...copy, id: `c${i}` as Copy['id'], barcode: String(i) }));
		const tooLong: string[] = [];
		expect([...exportCatalogue({ school, titles: [long], copies }, 'iso2709', (each) => tooLong.push(each.id))]).toEqual([]);
		expect(tooLong).toEqual(['t1']);
	});
});

describe('two records that look alike', () => {
	const twice = (isbn: string) => [{ tag: '020', content: `  \u001fa${isbn}` }, { tag: '100', content: '1 \u001faDal, Zoe' }, title('Het boek')];

	it('are two titles until a person says otherwise, and the second time nobody is asked', () => {
		const file = bytes(record([{ tag: '100', content: '1 \u001faDal, Zoe' }, title('Het boek')]).repeat(2));
		const first = plan(file);
		expect(first.titles).toHaveLength(2);
		expect(first.proposals).toMatchObject([{ kind: 'sameTitle', from: 'Het boek · Dal, Zoe', to: 'Het boek · Dal, Zoe' }]);
		expect(plan(file, { school, titles: first.titles, copies: [] })).toMatchObject({ proposals: [], changes: { created: 0, changed: 0, unchanged: 2 } });
		const joined = planMarc(readMarc(file, 'iso2709'), nothing, { accepted: new Set(first.proposals.map(({ id }) => id)) });
		expect(joined.titles).toHaveLength(1);
	});

	it('are one title when they share an ISBN, which is said at the second', () => {
		const { titles, report } = plan(bytes(record(twice('9780439023481')) + record(twice('9780439023481'))));
		expect(titles).toHaveLength(1);
		expect(report.warnings).toContainEqual({ line: 2, reason: 'isbnTwice' });
	});
});

it('a record that is longer than the format can say is refused by a reason of its own', () => {
	const long = record([title('Lang')], ' ', '999999');
	expect(() => plan(bytes(long))).toThrow(expect.objectContaining({ code: 'noRecords' }));
});
