import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

/** A small project in a temporary folder, with a planted fault that a check must find. */
export async function plant(files: Record<string, string>): Promise<TempFolder> {
	const folder = await makeTempFolder('planted');
	for (const [file, text] of Object.entries(files)) {
		const full = path.join(folder.path, file);
		await mkdir(path.dirname(full), { recursive: true });
		await writeFile(full, text);
	}
	return folder;
}
