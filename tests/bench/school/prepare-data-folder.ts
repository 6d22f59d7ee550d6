import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createStaffAccount } from '#lib/server/auth/staff.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import { inProject } from '../../../src/commands/project.mjs';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { makeSchool, type MadeSchool, type SchoolSize } from './made-school.ts';

/** How the media librarian of the made school signs in. */
export const credentials = { brin: '99ZZ', name: 'mediathecaris', secret: 'kast-plank-rug-9' };

const copiesPerTransaction = 400;

/** Everything that shapes the file: a change in any of it makes a new one. */
const shaping = ['tests/bench/school/*.ts', 'src/lib/server/db/migrations/*.ts', 'src/lib/server/sync/{visibility,feed,refold-copies,records,record-tables,record-dependents}.ts'];

/**
 * A fresh copy of a data folder with the made school in it; the first time takes minutes, then it comes from a cache
 * in the system's folder for temporary files.
 */
export async function prepareDataFolder(size: SchoolSize, say: (line: string) => void): Promise<string> {
	const cached = path.join(tmpdir(), 'mediatheek-bench', keyOf(size));
	if (!existsSync(cached)) {
		const began = performance.now();
		say(`making a school of ${size.titles} titles and ${size.loans} past loans at the server; next time it is there`);
		await fillFolder(`${cached}.part`, makeSchool(size));
		await rename(`${cached}.part`, cached);
		say(`made in ${Math.round((performance.now() - began) / 1000)} s`);
	}
	const fresh = (await makeTempFolder('bench-data')).path;
	await cp(cached, fresh, { recursive: true });
	return fresh;
}

function keyOf(size: SchoolSize): string {
	const hash = createHash('sha256').update(JSON.stringify(size));
	for (const file of shaping.flatMap((pattern) => globSync(pattern, { cwd: inProject() })).sort()) hash.update(readFileSync(inProject(file)));
	return `school-${hash.digest('hex').slice(0, 16)}`;
}

async function fillFolder(folder: string, made: MadeSchool): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const database = await openDatabase({ dataFolder: folder });
	try {
		await database.write('saveSchool', { school: made.school });
		const { brin, name, secret } = credentials;
		await createStaffAccount(database, { brin, loginName: name, displayName: 'Mediathecaris', roles: ['mediaLibrarian'], password: secret });
		await writeRecords(database, made);
		await writeHistory(database, made);
	} finally {
		await database.close();
	}
}

async function writeRecords({ write }: OpenDatabase, made: MadeSchool): Promise<void> {
	const schoolId = made.school.id;
	await write('writeRows', { schoolId, rows: made.titles.map((row) => ({ kind: 'title', row })) });
	await write('writeRows', { schoolId, rows: made.copies.map((row) => ({ kind: 'copy', row })) });
	await write('writeRows', { schoolId, rows: made.homeClasses.map((row) => ({ kind: 'homeClass', row })) });
	await write('writeRows', { schoolId, rows: made.patrons.map((row) => ({ kind: 'patron', row })) });
	await write('writeRows', { schoolId, rows: made.cards.map((row) => ({ kind: 'card', row })) });
}

async function writeHistory({ write }: OpenDatabase, made: MadeSchool): Promise<void> {
	const lists = [...made.facts.values()];
	for (let i = 0; i < lists.length; i += copiesPerTransaction) {
		await write('writeFacts', { schoolId: made.school.id, facts: lists.slice(i, i + copiesPerTransaction).flat() });
	}
}
