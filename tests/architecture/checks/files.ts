import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '../../..');

// Made by tools or downloaded; nobody writes there.
const skipped = /(^|\/)(node_modules|build|\.git|\.svelte-kit|\.mediatheek|coverage|results|paraglide|project\.inlang)$/;

/**
 * The files that people write, as paths relative to `root` with slashes, in order.
 * @param within only under this folder; none when it does not exist
 */
export function listFiles(root: string, within = ''): string[] {
	return listEntries(root, within).sort();
}

function listEntries(root: string, within: string): string[] {
	let entries;
	try {
		entries = readdirSync(path.join(root, within), { withFileTypes: true });
	} catch {
		return [];
	}
	return entries.flatMap((entry) => {
		const name = within ? `${within}/${entry.name}` : entry.name;
		if (skipped.test(name)) return [];
		return entry.isDirectory() ? listEntries(root, name) : [name];
	});
}

export function readText(root: string, file: string): string {
	return readFileSync(path.join(root, file), 'utf8');
}
