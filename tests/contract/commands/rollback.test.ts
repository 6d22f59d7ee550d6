import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RecordedImport } from '#lib/protocol/imports.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { run } from './terminal.ts';

// Each command opens the database as a process of its own would, with a writer thread.
vi.setConfig({ testTimeout: 60_000 });

let folder: TempFolder;
let data: string;
const school = ['--school', '12AB', '--json'];

beforeAll(async () => {
	folder = await makeTempFolder('rollback');
	data = path.join(folder.path, 'data');
	await run(data, ['create-school', '--brin', '12AB', '--name', 'Voorbeeldschool']);
}, 60_000);
afterAll(() => folder.remove());

async function file(name: string, content: string | Uint8Array): Promise<string> {
	const where = path.join(folder.path, name);
	await writeFile(where, content);
	return where;
}

const ask = async <T>(argv: readonly string[]) => JSON.parse((await run(data, [...argv, ...school])).out) as T;
const imports = async () => (await ask<{ imports: RecordedImport[] }>(['imports'])).imports;

describe('in a terminal', () => {
	it('a catalogue goes out as MARCXML, comes back without a change, and an import of it is listed and undone', async () => {
		await run(data, ['import', 'catalogue', await file('boeken.csv', 'titel;isbn;barcode\nEen;9780439023481;1\nTwee;;2\n'), ...school]);
		const xml = path.join(folder.path, 'uit.xml');
		expect(await ask(['export', 'catalogue', xml, '--format', 'marcxml'])).toEqual({ titles: 2, tooLong: [] });
		expect((await run(data, ['import', 'catalogue', xml, '--school', '12AB'])).out).toContain('Nieuw: 0, gewijzigd: 0, ongewijzigd: 4');
		const [only, ...others] = await imports();
		expect([only?.fileName, only?.created, others]).toEqual(['boeken.csv', 4, []]);
		expect(await ask(['rollback', only?.id ?? ''])).toEqual({ undone: 4, kept: [] });
		expect((await run(data, ['rollback', only?.id ?? '', ...school])).out).toBe('{"failure":"notFound"}');
		expect(await ask(['export', 'catalogue', xml, '--format', 'marcxml'])).toEqual({ titles: 0, tooLong: [] });
	});

	it('a zip with OneRoster is taken in, and asks before it says that somebody left', async () => {
		const people = (...rows: string[]) => zipSync({ 'users.csv': strToU8(['sourcedId,role,givenName,familyName,identifier', ...rows].join('\n')) });
		await run(data, ['import', 'roster', await file('1.zip', people('u1,student,Zoë,Dal,01', 'u2,student,Timo,Berg,02')), ...school]);
		const next = await file('2.zip', people('u1,student,Zoë,Dal,01'));
		const rehearsal = await ask<{ proposals: { id: string; kind: string }[] }>(['import', 'roster', next, '--dry-run', '--notes']);
		expect(rehearsal.proposals.map(({ kind }) => kind)).toEqual(['left']);
		await run(data, ['import', 'roster', next, '--accept', rehearsal.proposals[0]?.id ?? '', ...school]);
		expect((await imports()).map(({ fileName, changed }) => [fileName, changed])).toContainEqual(['2.zip', 1]);
	});

	it('a roster of another school changes nothing unless a person says that it is right', async () => {
		const other = await file('ander.csv', 'Leerlingnummer;Roepnaam;Achternaam;Vestiging\n77;Noor;Berg;34CD00\n');
		const before = await imports();
		expect((await run(data, ['import', 'roster', other, ...school])).out).toBe('{"failure":"otherSchool"}');
		expect(await imports()).toEqual(before);
		expect((await run(data, ['import', 'roster', other, '--accept', 'otherSchool', ...school])).code).toBe(0);
	});
});
