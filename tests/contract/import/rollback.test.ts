import { expect, it } from 'vitest';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { applyImport, undoImport } from '#lib/server/import/apply-import.ts';
import { planImport, type ImportSource } from '#lib/server/import/plan-import.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const roster = `Leerlingnummer;Roepnaam;Achternaam;Klas\n${Array.from({ length: 20 }, (_, i) => `9${i};Naam${i};Achternaam${i};2hv1\n`).join('')}`;
const catalogue = `titel;barcode\n${Array.from({ length: 20 }, (_, i) => `Boek ${i};nieuw-${i}\n`).join('')}`;

async function take({ database, school }: ServerSchool, kind: ImportSource['kind'], text: string) {
	const content = new TextEncoder().encode(text);
	const plan = await planImport(database, school, { kind, category: 'pupil', content }, { accepted: new Set() });
	return { plan, id: await applyImport(database, school.id, plan, { fileName: 'x.csv', accepted: new Set() }) };
}

async function rowsOf(database: OpenDatabase, table: 'patron' | 'card' | 'home_class' | 'title' | 'copy' | 'loan', schoolId: string): Promise<string[]> {
	const rows = await database.reader.selectFrom(table as 'patron').select(['id', 'body']).where('school_id', '=', schoolId).orderBy('id').execute();
	return rows.map((row) => `${row.id} ${row.body}`);
}

async function everything({ database, id }: ServerSchool): Promise<string[][]> {
	return Promise.all((['patron', 'card', 'home_class', 'title', 'copy', 'loan'] as const).map((table) => rowsOf(database, table, id)));
}

async function lend(school: ServerSchool, copies: readonly { id: string }[], patrons: readonly { id: string }[]): Promise<void> {
	const facts = copies.map((copy, i) => {
		const source = { operationId: `desk:${i + 1}`, installationId: 'desk', accountId: 'anja' };
		return { type: 'lent', copyId: copy.id, at: 1000 + i, certain: true, source, loanId: `loan-${i}`, patronId: patrons[i]?.id, dueOn: '2026-12-20' };
	});
	await school.database.write('writeFacts', { schoolId: school.id, facts: facts as unknown as CopyFact[] });
}

const start = async () => ServerSchool.create(await openInMemory());

it('an import that is undone leaves the school as it was, and the feeds of its desks as well', async () => {
	const school = await start();
	const desk = await school.desk();
	const before = await everything(school);
	const { id } = await take(school, 'roster', roster);
	const shelf = await take(school, 'catalogue', catalogue);
	expect(await everything(school)).not.toEqual(before);
	await undoImport(school.database, school.id, shelf.id ?? '');
	expect((await undoImport(school.database, school.id, id ?? '')).kept).toEqual([]);
	expect(await everything(school)).toEqual(before);
	expect((await desk.pull()).list('patron').map((patron) => patron.id)).not.toContain(expect.stringMatching(/-8/));
});

it('import, ten loans, rollback, import again: no loan is lost and nobody is doubled', async () => {
	const school = await start();
	const people = await take(school, 'roster', roster);
	const shelf = await take(school, 'catalogue', catalogue);
	const patrons = people.plan.rows.filter((row) => row.kind === 'patron').map(({ row }) => row);
	const copies = shelf.plan.rows.filter((row) => row.kind === 'copy').map(({ row }) => row);
	await lend(school, copies.slice(0, 10), patrons);
	const full = await everything(school);
	const keptPatrons = await undoImport(school.database, school.id, people.id ?? '');
	const keptCopies = await undoImport(school.database, school.id, shelf.id ?? '');
	const count = (kept: typeof keptPatrons.kept, kind: string) => kept.filter((row) => row.kind === kind).length;
	expect([count(keptPatrons.kept, 'patron'), count(keptPatrons.kept, 'card'), count(keptPatrons.kept, 'homeClass')]).toEqual([10, 10, 1]);
	expect([count(keptCopies.kept, 'copy'), count(keptCopies.kept, 'title')]).toEqual([10, 10]);
	expect((await rowsOf(school.database, 'loan', school.id)).length).toBe(10);
	await take(school, 'roster', roster);
	await take(school, 'catalogue', catalogue);
	expect(await everything(school)).toEqual(full);
});

it('what a person changed since stays, and what the import had changed goes back', async () => {
	const school = await start();
	await take(school, 'roster', 'Leerlingnummer;Roepnaam;Achternaam\n1;Zoë;Dal\n2;Timo;Berg\n');
	const second = await take(school, 'roster', 'Leerlingnummer;Roepnaam;Achternaam\n1;Zoë;Roos\n2;Timo;Vink\n');
	const [zoe] = second.plan.rows.filter((row) => row.kind === 'patron');
	if (zoe?.kind !== 'patron') throw new Error('no patron');
	await school.write([{ kind: 'patron', row: { ...zoe.row, attention: 'Boek ligt klaar' } }]);
	const { kept } = await undoImport(school.database, school.id, second.id ?? '');
	expect(kept).toEqual([{ kind: 'patron', id: zoe.row.id }]);
	const names = (await rowsOf(school.database, 'patron', school.id)).join();
	expect([names.includes('Roos'), names.includes('Vink'), names.includes('Berg')]).toEqual([true, false, true]);
});

it('a file that changes nothing is not recorded', async () => {
	const school = await start();
	await take(school, 'roster', roster);
	expect((await take(school, 'roster', roster)).id).toBeUndefined();
	expect(await school.database.reader.selectFrom('import_run').select('id').execute()).toHaveLength(1);
});

it('columns that a person chose are taken, and remembered for files with the same header', async () => {
	const school = await start();
	const content = new TextEncoder().encode('nummer;naam;pas;iets\n77;Zoë Dal;P1;2hv1\n');
	const source: ImportSource = { kind: 'roster', category: 'pupil', content };
	const guessed = await planImport(school.database, school.school, source, { accepted: new Set() });
	expect(guessed.columns?.chosen).toEqual({ number: 0, name: 1, card: 2 });
	const plan = await planImport(school.database, school.school, source, { accepted: new Set(), columns: { number: 0, name: 1, homeClass: 3 } });
	expect(plan.rows.filter((row) => row.kind === 'homeClass').map(({ row }) => row)).toMatchObject([{ name: '2hv1' }]);
	await applyImport(school.database, school.id, plan, { fileName: 'x.csv', accepted: new Set() });
	expect((await planImport(school.database, school.school, source, { accepted: new Set() })).columns?.chosen).toEqual({ number: 0, name: 1, homeClass: 3 });
});

it('an import with teaching groups and teachers is undone without a trace', async () => {
	const school = await start();
	const before = await everything(school);
	const grouped = 'Leerlingnummer;Roepnaam;Achternaam;Klas;Lesgroep\n91;Zoë;Dal;2hv3;2hv3.netl\n92;Noor;Berg;2hv3;2hv3.netl\n';
	const { id } = await take(school, 'roster', grouped);
	const groups = () => Promise.all((['teaching_group', 'group_place'] as const).map(async (table) => (await school.database.reader.selectFrom(table as 'patron').select('id').where('school_id', '=', school.id).execute()).length));
	expect(await groups()).toEqual([1, 2]);
	expect((await take(school, 'roster', grouped)).id).toBeUndefined();
	expect((await undoImport(school.database, school.id, id ?? '')).kept).toEqual([]);
	expect(await groups()).toEqual([0, 0]);
	expect(await everything(school)).toEqual(before);
});
