import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './project.mjs';
import { runProcess } from './run-process.mjs';
import { say, stopWith } from './say.mjs';

/** Installs the packages of package-lock.json when what stands in node_modules differs from it. */
export async function ensureInstalled() {
	if (isInstalled(inProject())) return;
	say(
		'Pakketten installeren (alleen de eerste keer duurt dit even) …',
		'Installing packages (only the first time takes a while) …'
	);
	// A lock file may lack packages that only another system needs. `npm ci` then refuses the whole file; an install
	// that saves nothing takes the same versions from it.
	const code = (await npm('ci', '--loglevel=silent')) && (await npm('install', '--no-save', '--loglevel=error'));
	if (code !== 0 || !isInstalled(inProject())) {
		stopWith(
			`Installeren is niet gelukt (npm gaf ${code}). Is er een internetverbinding en genoeg schijfruimte?`,
			`Installing failed (npm gave ${code}). Is there an internet connection and enough disk space?`
		);
	}
}

/** @param {string[]} args */
function npm(...args) {
	// npm is a script with another extension on Windows, which only a shell finds there.
	return runProcess('npm', [...args, '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
}

/**
 * npm keeps what it installed in node_modules/.package-lock.json. Comparing versions, not times, because a
 * checkout sets the times of files at will.
 * @param {string} root folder of package-lock.json
 * @returns {boolean}
 */
export function isInstalled(root) {
	const wanted = readPackages(`${root}/package-lock.json`);
	const present = readPackages(`${root}/node_modules/.package-lock.json`);
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(
		([name, entry]) =>
			name === '' ||
			entry.link ||
			(present[name] ? present[name].version === entry.version : Boolean(entry.optional || entry.devOptional))
	);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function readPackages(file) {
	if (!existsSync(file)) return undefined;
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}
