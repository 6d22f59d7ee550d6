// Plain JavaScript without packages: the test runner asks for a browser before anything else can run.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { inProject, pinnedNode } from '../../src/commands/project.mjs';
import { runProcess } from '../../src/commands/run-process.mjs';
import { say } from '../../src/commands/say.mjs';

/**
 * Looks for a Chromium or Chrome that starts: MEDIATHEEK_CHROMIUM, then the one of playwright-core, then the system's.
 * @returns {Promise<string | undefined>} path of the program
 */
export async function findChromium() {
	const candidates = [process.env.MEDIATHEEK_CHROMIUM, await playwrightChromium(), ...systemChromiums()];
	return candidates.find((candidate) => candidate && existsSync(candidate) && starts(candidate));
}

/**
 * Finds a Chromium or installs one.
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium() {
	return (await findChromium()) ?? (await installBySystem()) ?? (await installByPlaywright());
}

async function installBySystem() {
	if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
	say('Chromium installeren met apt-get …', 'Installing Chromium with apt-get …');
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	await runProcess('apt-get', ['update', '-qq'], { env });
	await runProcess('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
	return findChromium();
}

async function installByPlaywright() {
	say('Chromium ophalen met playwright-core …', 'Fetching Chromium with playwright-core …');
	const cli = inProject('node_modules/playwright-core/cli.js');
	const withSystemPackages = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
	await runProcess(pinnedNode(), [cli, 'install', ...withSystemPackages, 'chromium']);
	return findChromium();
}

/** @returns {Promise<string | undefined>} */
async function playwrightChromium() {
	try {
		const { chromium } = await import('playwright-core');
		return chromium.executablePath();
	} catch {
		return undefined;
	}
}

/** @returns {string[]} */
function systemChromiums() {
	if (process.platform === 'darwin') {
		return ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'].flatMap((app) => [
			`/Applications/${app}`,
			`${process.env.HOME}/Applications/${app}`
		]);
	}
	if (process.platform === 'win32') {
		const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
		const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
		return roots.flatMap((root) => (root ? programs.map((program) => path.join(root, program)) : []));
	}
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
	const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin');
	return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * A program that is there may still lack a library of the system, or be a stub that only prints advice.
 * @param {string} program
 */
function starts(program) {
	// On Windows this opens a window instead of printing.
	if (process.platform === 'win32') return true;
	try {
		execFileSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 });
		return true;
	} catch {
		return false;
	}
}
