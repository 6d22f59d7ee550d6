// Plain JavaScript without packages: the test runner asks for it before anything else can run.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runProcess } from '../../src/commands/run-process.mjs';
import { say } from '../../src/commands/say.mjs';

/**
 * Index Data's Zebra, as Debian packs it: a real SRU server for tests.
 * @returns {string | undefined} the folder of its filter modules; its programs are in /usr/bin
 */
export function findZebra() {
	if (!existsSync('/usr/bin/zebrasrv') || !existsSync('/usr/bin/zebraidx') || !existsSync('/usr/share/idzebra-2.0/tab/bib1.att')) return undefined;
	const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => path.join('/usr/lib', name, 'idzebra-2.0/modules')) : [];
	return folders.find((folder) => existsSync(path.join(folder, 'mod-dom.so')));
}

/**
 * Finds Zebra or installs it where the system can; without it the tests speak with a small server of their own.
 * @returns {Promise<string | undefined>}
 */
export async function ensureZebra() {
	const found = findZebra();
	if (found || process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
	say('Zebra installeren met apt-get …', 'Installing Zebra with apt-get …');
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	const packages = ['idzebra-2.0-utils', 'idzebra-2.0-common', 'libidzebra-2.0-mod-dom'];
	const install = () => runProcess('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
	if ((await install()) !== 0 && (await runProcess('apt-get', ['update', '-qq'], { env })) === 0) await install();
	return findZebra();
}
