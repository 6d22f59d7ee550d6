import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const sources = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json'];
// Written by the build itself; counting them would make every build stale.
const generated = ['src/lib/i18n/paraglide', 'src/lib/i18n/project.inlang'];

/**
 * A hash over everything that goes into the build. Content, not times: a checkout sets those at will.
 * @param {string} root folder of package.json
 * @returns {string} 64 hexadecimal digits
 */
export function fingerprintSources(root) {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((source) => listFiles(root, source))) {
		hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update('\0');
	}
	return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} entry relative path with slashes
 * @returns {string[]}
 */
function listFiles(root, entry) {
	const full = path.join(root, entry);
	if (generated.includes(entry) || !existsSync(full)) return [];
	if (!statSync(full).isDirectory()) return [entry];
	return readdirSync(full)
		.sort()
		.flatMap((name) => listFiles(root, `${entry}/${name}`));
}
