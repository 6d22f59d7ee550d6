import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string[]} parts */
export const inProject = (...parts) => path.join(projectRoot, ...parts);

/**
 * The Node.js that the project pins as a package. The one that happens to start npm may be older and
 * lack the built-in SQLite and type stripping.
 * @returns {string} absolute path; the running Node.js while packages are not installed
 */
export function pinnedNode() {
	const candidate = inProject('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return existsSync(candidate) ? candidate : process.execPath;
}

/**
 * The environment for every child: the pinned Node.js comes first on the path.
 * @param {Record<string, string | undefined>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(extra = {}) {
	const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	const parts = [path.dirname(pinnedNode()), inProject('node_modules/.bin'), process.env[key] ?? ''];
	return { ...process.env, [key]: parts.join(path.delimiter), ...extra };
}
