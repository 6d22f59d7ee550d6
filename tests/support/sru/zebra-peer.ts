import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findFreePort } from '../free-port.ts';
import { makeTempFolder } from '../temp-folder.ts';
import type { SruPeer } from './sru-peer.ts';

/** Indexes the records with Zebra and serves them; the whole database is a folder that goes with it. */
export async function startZebra(marcXml: string, modules: string): Promise<SruPeer> {
	const temp = await makeTempFolder('zebra');
	const { path: folder } = temp;
	await cp(path.join(import.meta.dirname, 'zebra'), folder, { recursive: true });
	await mkdir(path.join(folder, 'register'));
	await writeFile(path.join(folder, 'records.xml'), marcXml);
	const config = ['profilePath: .:/usr/share/idzebra-2.0/tab', `modulePath: ${modules}`, 'attset: bib1.att', 'recordType: dom.dom.xml', 'storeData: 1', 'storeKeys: 1', 'register: register:50M'];
	await writeFile(path.join(folder, 'zebra.cfg'), `${config.join('\n')}\n`);
	for (const step of [['init'], ['update', 'records.xml']]) execFileSync('/usr/bin/zebraidx', ['-c', 'zebra.cfg', ...step], { cwd: folder, stdio: 'ignore' });
	const port = await findFreePort();
	// -S: one process, so that ending it ends everything.
	const server = spawn('/usr/bin/zebrasrv', ['-S', '-f', 'server.xml', `tcp:127.0.0.1:${port}`], { cwd: folder, stdio: 'ignore' });
	await untilItAnswers(`http://127.0.0.1:${port}/Default?version=1.2&operation=explain`);
	return {
		name: 'zebrasrv of Index Data',
		host: `localhost:${port}`,
		address: `http://localhost:${port}/Default`,
		async stop() {
			const gone = once(server, 'exit');
			server.kill('SIGKILL');
			await gone;
			await temp.remove();
		}
	};
}

async function untilItAnswers(address: string): Promise<void> {
	const giveUpAt = performance.now() + 20_000;
	while (!(await fetch(address).then((response) => response.ok, () => false))) {
		if (performance.now() > giveUpAt) throw new Error('zebrasrv does not answer');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
