import { describe, expect, it } from 'vitest';
import { planAnswerSchema, type ImportAsked } from '#lib/protocol/imports.ts';
import { openInMemory } from '#lib/server/db/open.ts';
import { answerApply, answerPlan, requireImporter } from '#lib/server/import/import-requests.ts';
import { listImports } from '#lib/server/import/list-imports.ts';
import { ServerSchool } from '../../builders/server-school.ts';

async function start() {
	const school = await ServerSchool.create(await openInMemory());
	return { school, session: await school.account(['mediaLibrarian']) };
}

function upload(content: string | Uint8Array, asked: ImportAsked = { kind: 'catalogue' }): Request {
	const form = new FormData();
	form.set('file', new File([content as BlobPart], 'bestand.csv'));
	form.set('asked', JSON.stringify(asked));
	return new Request('http://school.test/api/import/plan', { method: 'POST', body: form });
}

describe('a file that is sent', () => {
	it('is rehearsed without a change, and taken in under the name that its sender gave', async () => {
		const { school, session } = await start();
		const before = await school.seq();
		const planned = planAnswerSchema.parse(await answerPlan(school.database, session, upload('titel;jaar\n=1+1;2001\n')));
		expect(planned).toMatchObject({ changes: { created: 2 }, differences: [{ kind: 'title', name: '=1+1 · 2001' }, { kind: 'copy' }], columns: { chosen: { title: 0, year: 1 } } });
		expect(await school.seq()).toBe(before);
		const importId = crypto.randomUUID();
		expect(await answerApply(school.database, session, upload('titel;jaar\n=1+1;2001\n', { kind: 'catalogue', importId }))).toMatchObject({ importId });
		expect(await listImports(school.database, school.id)).toMatchObject([{ id: importId, fileName: 'bestand.csv', total: 2, written: 2, created: 2 }]);
	});

	it.each([
		['nothing', '', 'empty'],
		['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 10, 0]), 'notText'],
		['a roster', 'Leerlingnummer;Roepnaam;Achternaam\n1;Zoë;Dal\n', 'isRoster'],
		['columns that nobody knows', 'Werk;Maker\nEen;Zoë Dal\n', 'noHeader'],
		['a web page', '<html><body>Hallo</body></html>', 'noRecords'],
		['an open quotation', `titel;jaar\n"Een;2001\n${'Twee;2002\n'.repeat(300)}`, 'unclosedQuote']
	])('with %s in it is refused by its reason and changes nothing', async (_name, content, unreadable) => {
		const { school, session } = await start();
		const before = await school.seq();
		expect(await answerApply(school.database, session, upload(content))).toMatchObject({ unreadable });
		expect(await school.seq()).toBe(before);
	});

	it.each([
		['a catalogue', 'titel;auteur;isbn\nEen;Zoë Dal;9780439023481\n', 'isCatalogue'],
		['MARC records', '<record><datafield tag="245" ind1=" " ind2=" "><subfield code="a">Een</subfield></datafield></record>', 'isCatalogue'],
		['XML of another system', '<?xml version="1.0"?><EDEX><leerlingen><leerling key="1"/></leerlingen></EDEX>', 'unknownXml'],
		['nothing', '', 'empty'],
		['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 10, 0]), 'notText'],
		['an archive that is none', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]), 'badArchive'],
		['an open quotation', `Leerlingnummer;Roepnaam\n"1;Zoë\n${'2;Noor\n'.repeat(300)}`, 'unclosedQuote']
	])('as a roster with %s in it is refused by its reason and changes nothing', async (_name, content, unreadable) => {
		const { school, session } = await start();
		const before = await school.seq();
		for (const category of ['pupil', 'teacher'] as const) {
			expect(await answerApply(school.database, session, upload(content, { kind: 'roster', category }))).toMatchObject({ unreadable });
		}
		expect(await school.seq()).toBe(before);
	});

	it('with columns that nobody knows is read once a person says what they are, and remembered', async () => {
		const { school, session } = await start();
		const content = 'Werk;Maker;Etiket\nEen;Zoë Dal;4711\n';
		const refused = planAnswerSchema.parse(await answerPlan(school.database, session, upload(content)));
		expect(refused).toMatchObject({ unreadable: 'noHeader', columns: { cells: ['Werk', 'Maker', 'Etiket'], chosen: {} } });
		const columns = { title: 0, authors: 1, barcode: 2 };
		expect(await answerApply(school.database, session, upload(content, { kind: 'catalogue', columns }))).toMatchObject({ changes: { created: 2 } });
		expect(await answerPlan(school.database, session, upload(content))).toMatchObject({ columns: { chosen: columns }, changes: { created: 0, unchanged: 2 } });
	});

	it('shows what stands first in each column, but nothing of a column that is not kept', async () => {
		const { school, session } = await start();
		const content = 'Lijst van 1 september;;;;\nNr;Naam;Geb.dat;Wachtwoord;Huisdier\n;;;;\n000101;Noor Berg;01-02-2012;geheim;kat\n';
		const planned = planAnswerSchema.parse(await answerPlan(school.database, session, upload(content, { kind: 'roster' })));
		expect(planned.columns).toMatchObject({ chosen: { number: 0, name: 1 }, samples: ['000101', 'Noor Berg', '', '', 'kat'], unneeded: [2, 3] });
		expect(JSON.stringify(planned)).not.toMatch(/2012|geheim/);
	});

	it('of a school whose numbers and labels are the same changes nothing, and says whose it seems to be', async () => {
		const { school, session } = await start();
		const roster = (name: string) => `Leerlingnummer;Roepnaam;Achternaam\n${Array.from({ length: 30 }, (_, i) => `${5000 + i};${name}${i};${name}sen${i}\n`).join('')}`;
		await answerApply(school.database, session, upload(roster('Ab'), { kind: 'roster' }));
		const before = await school.seq();
		expect(await answerApply(school.database, session, upload(roster('Zef'), { kind: 'roster' }))).toMatchObject({ unreadable: 'otherSchool' });
		expect(await school.seq()).toBe(before);
	});

	it('of another school is taken in only when a person says so', async () => {
		const { school, session } = await start();
		const roster = 'Leerlingnummer;Roepnaam;Achternaam;Vestiging\n77;Noor;Berg;99ZZ00\n';
		expect(await answerApply(school.database, session, upload(roster, { kind: 'roster' }))).toMatchObject({ unreadable: 'otherSchool' });
		expect(await answerApply(school.database, session, upload(roster, { kind: 'roster', accepted: ['otherSchool'] }))).toMatchObject({ changes: { created: 2 } });
	});

	it.each([
		['a quotation that is never closed', '"Een;2001\n', 'Twee van de vele;2002\n', 'unclosedQuote'],
		['a line that never ends', '', 'Twee van de vele 2002 ', 'unclosedQuote'],
		['bytes that are no text', '', '\u0000\u0001\u0002\u0003', 'notText']
	])('of 50 MB with %s is refused while it is read, and changes nothing', async (_name, begin, piece, unreadable) => {
		const { school, session } = await start();
		const before = await school.seq();
		const bytes = new Uint8Array(50 * 1024 * 1024).fill(0x20);
		new TextEncoder().encodeInto(`titel;jaar\nEen;2000\n${begin}`, bytes);
		const rest = Buffer.from(piece);
		for (let at = `titel;jaar\nEen;2000\n${begin}`.length; at + rest.length <= 1024 * 1024; at += rest.length) bytes.set(rest, at);
		expect(await answerPlan(school.database, session, upload(bytes))).toMatchObject({ unreadable });
		expect(await school.seq()).toBe(before);
	});

	it('without its questions, or larger than is taken, is a failure of the request', async () => {
		const { school, session } = await start();
		const bare = new Request('http://school.test/', { method: 'POST', body: new FormData() });
		await expect(answerPlan(school.database, session, bare)).rejects.toMatchObject({ code: 'badRequest' });
		const large = new Request('http://school.test/', { method: 'POST', body: 'x', headers: { 'content-length': String(80 * 1024 * 1024) } });
		await expect(answerPlan(school.database, session, large)).rejects.toMatchObject({ code: 'tooLarge' });
	});

	it('is taken from a media librarian or administrator only', async () => {
		const { school } = await start();
		for (const role of ['pupil', 'teacher', 'consultant', 'schoolLeader'] as const) {
			const session = await school.account([role]);
			expect(() => requireImporter(session)).toThrow(expect.objectContaining({ code: 'notAllowed' }));
		}
	});
});
