import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HomeClassId, SchoolId } from '#lib/domain/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#lib/server/db/open.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { run } from './terminal.ts';

const catalogue = 'titel;auteur;isbn;aantal\nEen;Zoë Dal;9780439023481;2\nTwee;Noor Berg;9.78043902348e+12;1\n;Niemand;;\n';
const roster = 'Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas;Wachtwoord\n0012;Zoë;van der;Meer;2hv1;geheim\n0013;Timo;;Dal;2-jan;geheim\n;Zonder;;Nummer;2hv1;geheim\n';

// Each command opens the database as a process of its own would, with a writer thread.
vi.setConfig({ testTimeout: 60_000 });

let folder: TempFolder;
let files: { catalogue: string; roster: string };

beforeAll(async () => {
	folder = await makeTempFolder('commands');
	files = { catalogue: path.join(folder.path, 'boeken.csv'), roster: path.join(folder.path, 'leerlingen.csv') };
	await writeFile(files.catalogue, catalogue);
	await writeFile(files.roster, roster);
}, 30_000);
afterAll(() => folder.remove());

/** The school's number of changes and every row in its feed. */
async function readState(data: string) {
	const database = await openDatabase({ dataFolder: data });
	const schools = await database.reader.selectFrom('school').select(['brin', 'seq']).execute();
	const feed = await database.reader.selectFrom('feed').selectAll().orderBy('scope').orderBy('kind').orderBy('id').execute();
	await database.close();
	return { schools, feed };
}

async function newSchool(name: string): Promise<string> {
	const data = path.join(folder.path, name);
	expect((await run(data, ['create-school', '--brin', '12AB', '--name', 'Voorbeeldschool'])).code).toBe(0);
	return data;
}

describe('create-school', () => {
	it('makes a school and shows the name and password of its first account once', async () => {
		const data = path.join(folder.path, 'create');
		const { code, out } = await run(data, ['create-school', '--brin', '12ab', '--name', 'Voorbeeldschool', '--rules', 'rsg', '--scenario', '2']);
		expect(code).toBe(0);
		expect(out).toMatch(/naam: +mediathecaris\n +wachtwoord: [a-z0-9-]{19}/);
		const { schools } = await readState(data);
		expect(schools.map((school) => school.brin)).toEqual(['12AB']);
	});

	it('changes nothing when there is such a school already', async () => {
		const data = await newSchool('create-twice');
		const before = await readState(data);
		const again = await run(data, ['create-school', '--brin', '12AB', '--name', 'Andere naam', '--json']);
		expect(again).toMatchObject({ code: 1, out: '{"failure":"schoolExists"}' });
		expect(await readState(data)).toEqual(before);
	});
});

describe('import', () => {
	it('takes a catalogue and a roster in, and the same files again change nothing', async () => {
		const data = await newSchool('again');
		const first = await run(data, ['import', 'catalogue', files.catalogue, '--school', '12AB', '--json']);
		const people = await run(data, ['import', 'roster', files.roster, '--school', '12AB', '--json']);
		const before = await readState(data);
		expect(await run(data, ['import', 'catalogue', files.catalogue, '--school', '12AB', '--json'])).toEqual(first);
		expect(await run(data, ['import', 'roster', files.roster, '--school', '12AB', '--json'])).toMatchObject({ code: 0 });
		expect(people.code).toBe(0);
		expect(before.feed.filter((row) => row.kind === 'copy')).toHaveLength(3);
		expect(before.feed.filter((row) => row.kind === 'patron' && row.scope.startsWith('desk:'))).toHaveLength(2);
		expect(await readState(data)).toEqual(before);
	});

	it('prints one object with counts and every skipped row', async () => {
		const data = await newSchool('object');
		const { out } = await run(data, ['import', 'catalogue', files.catalogue, '--school', '12AB', '--json']);
		expect(JSON.parse(out)).toEqual({
			rows: 3,
			titles: 2,
			copies: 3,
			patrons: 0,
			isbn: { valid: 1, restored: 0, rejected: 1 },
			skipped: [{ line: 4, reason: 'titleMissing' }]
		});
		const noted = await run(data, ['import', 'catalogue', files.catalogue, '--school', '12AB', '--dry-run', '--json', '--notes']);
		expect(JSON.parse(noted.out)).toMatchObject({ rows: 3, changes: { created: 0 }, warnings: [{ line: 3, reason: 'isbnDamaged' }], proposals: [] });
	});

	it('as a rehearsal counts the same and changes nothing', async () => {
		const data = await newSchool('rehearsal');
		const before = await readState(data);
		const rehearsed = await run(data, ['import', 'catalogue', files.catalogue, '--school', '12AB', '--dry-run', '--json']);
		expect(await readState(data)).toEqual(before);
		expect((await run(data, ['import', 'catalogue', files.catalogue, '--school', '12AB', '--json'])).out).toBe(rehearsed.out);
	});

	it('tells in Dutch what it did and which rows to look at', async () => {
		const data = await newSchool('words');
		const { out } = await run(data, ['import', 'roster', files.roster, '--school', '12AB']);
		expect(out).toContain('3 rijen: 2 personen');
		expect(out).toContain('niet bewaard: Wachtwoord');
		expect(out).toContain('regel 4: geen leerlingnummer');
		expect(out).toContain('regel 3: de klas is door een spreadsheet beschadigd');
		expect(out).not.toContain('geheim');
	});

	it('speaks English in an English terminal', async () => {
		const { out } = await run(folder.path, ['help'], { LANG: 'en_GB.UTF-8' });
		expect(out).toContain('Usage:');
	});

	it('goes on beside a server that writes to the same database, and neither loses a row', async () => {
		const data = await newSchool('beside');
		const many = path.join(folder.path, 'many.csv');
		await writeFile(many, ['titel', ...Array.from({ length: 2000 }, (_, i) => `Titel ${i}`)].join('\n'));
		const server = await openDatabase({ dataFolder: data });
		const [school] = await server.reader.selectFrom('school').select('id').execute();
		const schoolId = school?.id as SchoolId;
		const importing = run(data, ['import', 'catalogue', many, '--school', '12AB', '--json']);
		for (let i = 0; i < 40; i++) {
			const row = { id: `class-${i}` as HomeClassId, name: `klas ${i}`, tracks: [] };
			await server.write('writeRows', { schoolId, rows: [{ kind: 'homeClass', row }] });
		}
		expect((await importing).code).toBe(0);
		const count = async (table: 'title' | 'copy' | 'home_class') => (await server.reader.selectFrom(table).select('id').execute()).length;
		expect([await count('title'), await count('copy'), await count('home_class')]).toEqual([2000, 2000, 40]);
		await server.close();
	});

	it('leaves a school as it was when the file is of another kind', async () => {
		const data = await newSchool('swapped');
		const before = await readState(data);
		expect(await run(data, ['import', 'roster', files.catalogue, '--school', '12AB', '--json'])).toMatchObject({ code: 1, out: '{"failure":"isCatalogue"}' });
		expect(await readState(data)).toEqual(before);
	});
});

describe('codes', () => {
	it('gives everybody in a class a code of their own', async () => {
		const data = await newSchool('codes');
		await run(data, ['import', 'roster', files.roster, '--school', '12AB']);
		const { code, out } = await run(data, ['codes', '--school', '12AB', '--class', '2HV1', '--json']);
		expect(code).toBe(0);
		const printed = JSON.parse(out) as { class: string; codes: { code: string; name: string }[] };
		expect([printed.class, printed.codes.map((each) => each.name)]).toEqual(['2hv1', ['Zoë van der Meer']]);
		expect(printed.codes[0]?.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
		expect((await run(data, ['codes', '--school', '12AB', '--class', '9z'])).code).toBe(1);
	});
});

describe('a wrong call', () => {
	it.each([
		[[], 'Gebruik:'],
		[['onzin'], 'Onbekende opdracht: onzin'],
		[['create-school', '--brin', '12AB'], '--name'],
		[['create-school', '--brin', 'twaalf', '--name', 'X'], '--brin'],
		[['import', 'catalogue'], 'BESTAND'],
		[['import', 'shelves', 'x.csv', '--school', '12AB'], 'shelves'],
		[['import', 'roster', 'x.csv', '--school', '12AB', '--category', 'cat'], '--category'],
		[['import', 'roster', 'x.csv', '--school', '12AB', '--force'], 'force']
	])('%j ends with 2, shows how, and makes no database', async (argv, said) => {
		const data = path.join(folder.path, 'never-made');
		const { code, error } = await run(data, argv);
		expect(code).toBe(2);
		expect(error).toContain(said);
		expect(error).toContain('Gebruik:');
	});

	it('names the file or the school that is not there, and ends with 1', async () => {
		const data = await newSchool('absent');
		const noFile = await run(data, ['import', 'roster', 'nergens.csv', '--school', '12AB']);
		const noSchool = await run(data, ['import', 'roster', files.roster, '--school', '99AA']);
		expect([noFile.code, noSchool.code]).toEqual([1, 1]);
		expect(noFile.error).toContain('nergens.csv');
		expect(noSchool.error).toContain('99AA');
	});
});

it('as a process of its own answers by its exit code and writes one object to its output', async () => {
	const data = await newSchool('process');
	const main = path.resolve(import.meta.dirname, '../../../src/lib/server/commands/main.ts');
	const child = spawn(process.execPath, [main, 'import', 'catalogue', files.catalogue, '--school', '12AB', '--json'], {
		env: { ...process.env, MEDIATHEEK_DATA: data },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	const [code] = (await once(child, 'close')) as [number];
	expect(code).toBe(0);
	expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ rows: 3 });
});
