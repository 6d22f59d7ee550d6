import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccountId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import { forgetPatron } from '#lib/server/privacy/forget-patron.ts';
import { fileJournal } from '#lib/server/privacy/journal.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { run } from '../commands/terminal.ts';

const who = aPatron({ id: 'wendelmoet-1' as PatronId, givenName: 'Wendelmoet', familyName: 'Vergeetdal', pupilNumber: 'LN-70771' });
const secrets = ['Wendelmoet', 'Vergeetdal', 'LN-70771'];

let folder: TempFolder;
let data: string;
let backup: string;
let schoolId: SchoolId;
let librarian: AccountId;

/** A pupil who borrowed and brought back; last night's backup knows her. */
beforeAll(async () => {
	folder = await makeTempFolder('forgotten');
	data = path.join(folder.path, 'data');
	backup = path.join(folder.path, 'last-night.sqlite');
	const database = await openDatabase({ dataFolder: data });
	const school = await ServerSchool.create(database);
	await school.write([{ kind: 'patron', row: who }]);
	const desk = await school.desk();
	desk.perform('check-out', { loanId: 'w-1', copyId: 'copy-1', patronId: who.id, override: { codes: ['cardRequired'], reason: 'Wendelmoet mag dit' } });
	desk.takeIn(1);
	await desk.push();
	[schoolId, librarian] = [school.id, desk.session.accountId];
	await database.close();
	await run(data, ['backup', backup]);
});
afterAll(() => folder.remove());

async function forget(database: OpenDatabase): Promise<void> {
	await forgetPatron(database, fileJournal(data), { schoolId, patronId: who.id, by: librarian });
}

/** What stands in the bytes of the files of the database, also where a row once was. */
async function leftInFiles(): Promise<string[]> {
	const files = (await readdir(data)).filter((name) => name.startsWith('mediatheek.sqlite') || name.endsWith('.jsonl'));
	const bytes = await Promise.all(files.map((name) => readFile(path.join(data, name))));
	return secrets.filter((text) => bytes.some((content) => content.includes(text)));
}

it('a person who is forgotten is not in the file of the database any more, not even where a row once was', async () => {
	expect(await leftInFiles()).toEqual(secrets);
	const database = await openDatabase({ dataFolder: data });
	await forget(database);
	await database.close();
	expect(await leftInFiles()).toEqual([]);
});

it('whom last night’s backup brings back is forgotten again as it is put back, and the terminal says so', async () => {
	const { code, out } = await run(data, ['restore', backup]);
	expect(code).toBe(0);
	expect(out).toContain('1 persoon uit de back-up is opnieuw vergeten.');
	const database = await openDatabase({ dataFolder: data });
	expect(await database.reader.selectFrom('patron').select('id').where('id', '=', who.id).execute()).toEqual([]);
	expect(await database.reader.selectFrom('loan').select(['id', 'patron_id']).where('id', '=', 'w-1').execute()).toEqual([{ id: 'w-1', patron_id: null }]);
	await database.close();
	expect(await leftInFiles()).toEqual([]);
});
