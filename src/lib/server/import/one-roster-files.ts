import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { ImportFailure } from './import-report.ts';

/** Contents by file name in small letters, without folders. */
export type OneRosterFiles = ReadonlyMap<string, Uint8Array>;

/** The files of a set that are read; all others stay closed. */
const wanted = new Set(['users.csv', 'roles.csv', 'classes.csv', 'enrollments.csv', 'orgs.csv', 'academicsessions.csv']);

/** A small archive may claim to unpack to anything. */
const largestFile = 200 * 1024 * 1024;

/** @throws ImportFailure `badArchive`, `tooLarge` */
export function unzipOneRoster(archive: Uint8Array): OneRosterFiles {
	const files = new Map<string, Uint8Array>();
	for (const [name, content] of Object.entries(unzip(archive))) files.set(baseName(name), content);
	if (!files.has('users.csv')) throw new ImportFailure('badArchive');
	return files;
}

function unzip(archive: Uint8Array): Record<string, Uint8Array> {
	try {
		return unzipSync(archive, {
			filter: ({ name, originalSize }) => {
				if (!wanted.has(baseName(name)) || name.startsWith('__MACOSX')) return false;
				if (originalSize > largestFile) throw new ImportFailure('tooLarge');
				return true;
			}
		});
	} catch (error) {
		throw error instanceof ImportFailure ? error : new ImportFailure('badArchive');
	}
}

/** A set that was unpacked already. @throws ImportFailure `badArchive` when it has no users.csv */
export async function readOneRosterFolder(folder: string): Promise<OneRosterFiles> {
	const names = (await readdir(folder)).filter((name) => wanted.has(name.toLowerCase()));
	const contents = await Promise.all(names.map(async (name) => [name.toLowerCase(), await readFile(path.join(folder, name))] as const));
	const files = new Map<string, Uint8Array>(contents);
	if (!files.has('users.csv')) throw new ImportFailure('badArchive');
	return files;
}

function baseName(name: string): string {
	return name.split(/[/\\]/).at(-1)?.toLowerCase() ?? '';
}
