import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs the work while no other process holds the same lock file: two builds into one folder spoil each other.
 * A lock whose owner no longer lives is taken over.
 * @template Result
 * @param {string} file
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLock(file, work) {
	while (!tryLock(file)) await pause(250);
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		process.off('exit', release);
		release();
	}
}

/** @param {string} file */
function tryLock(file) {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		if (!ownerLives(file)) rmSync(file, { force: true });
		return false;
	}
}

/** @param {string} file */
function ownerLives(file) {
	try {
		const owner = Number(readFileSync(file, 'utf8'));
		// An empty file is a lock being written this instant.
		if (!owner) return true;
		process.kill(owner, 0);
		return true;
	} catch (error) {
		// EPERM: it lives, but is somebody else's.
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}
