import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { schoolSchema } from '#lib/domain/school/school.ts';
import { hashSecret } from '#lib/server/auth/staff.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { ensureDemoSchool } from '#lib/server/demo/ensure-demo-school.ts';
import { fingerprintSources } from '../../src/commands/fingerprint.mjs';
import { inProject } from '../../src/commands/project.mjs';
import { makeTempFolder } from './temp-folder.ts';

/** Somebody with a login name and a password, beside the people of the demo door. */
export interface Person {
	readonly loginName: string;
	readonly name: string;
	readonly secret: string;
}

/** Two more media librarians of the demo school. */
export const wim: Person = { loginName: 'wim', name: 'Wim Postma', secret: 'een lange zin 47' };
export const noor: Person = { loginName: 'noor', name: 'Noor Haddou', secret: 'nog een zin 5283' };

export const demoBrin = '99ZZ';
/** Another school on the same server; nobody of the demo school may touch it. */
export const otherSchoolId = 'school-elsewhere';

const prefix = 'mediatheek-demo-';

/** A data folder of its own with the demo school in it, copied from one that is made once for these sources and this day. */
export async function copyDemoSchool(): Promise<string> {
	const prepared = await prepareDemoSchool();
	const { path: folder } = await makeTempFolder('data');
	await cp(prepared, folder, { recursive: true });
	return folder;
}

async function prepareDemoSchool(): Promise<string> {
	const today = new Date().toISOString().slice(0, 10);
	const name = `${prefix}${fingerprintSources(inProject()).slice(0, 12)}-${today}`;
	const folder = path.join(tmpdir(), name);
	if (await exists(folder)) return folder;
	await removeOthers(name);
	const making = `${folder}.making-${process.pid}`;
	await mkdir(making, { recursive: true });
	await make(making);
	// Whole or not at all: another process may look for it at this moment.
	await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
	return folder;
}

async function make(dataFolder: string): Promise<void> {
	const database = await openDatabase({ dataFolder });
	const { school } = await ensureDemoSchool({ database });
	for (const { loginName, name, secret } of [wim, noor]) {
		await database.write('createAccount', {
			schoolId: school.id,
			loginName,
			displayName: name,
			roles: ['mediaLibrarian'],
			secretHash: await hashSecret(secret)
		});
	}
	await database.write('saveSchool', {
		school: schoolSchema.parse({ ...school, id: otherSchoolId, brin: '98YY', name: 'Lyceum Elders', demo: false })
	});
	await database.close();
}

async function removeOthers(name: string): Promise<void> {
	const others = (await readdir(tmpdir())).filter((each) => each.startsWith(prefix) && !each.startsWith(name));
	for (const other of others) {
		const { mtimeMs } = await stat(path.join(tmpdir(), other)).catch(() => ({ mtimeMs: Date.now() }));
		// One that is being copied at this moment stays.
		if (Date.now() - mtimeMs > 15 * 60_000) await rm(path.join(tmpdir(), other), { recursive: true, force: true });
	}
}

function exists(folder: string): Promise<boolean> {
	return stat(folder).then(
		() => true,
		() => false
	);
}
