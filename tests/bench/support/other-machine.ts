import { readdir, readFile, writeFile } from 'node:fs/promises';

/**
 * A browser that would stand on another computer gives way to the server on this one. Only Linux can say so for a session of
 * processes, in `/proc/PID/autogroup`; elsewhere nothing changes.
 * @param profileFolder the folder of the browser's profile, which its first process names
 * @returns whether it gives way now
 */
export async function giveWay(profileFolder: string): Promise<boolean> {
	const pids = await readdir('/proc').then((names) => names.filter((name) => /^\d+$/.test(name)), () => []);
	const giving = await Promise.all(pids.map((pid) => givesWay(pid, profileFolder)));
	return giving.includes(true);
}

async function givesWay(pid: string, profileFolder: string): Promise<boolean> {
	const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
	if (!command.includes(profileFolder)) return false;
	return writeFile(`/proc/${pid}/autogroup`, '15').then(
		() => true,
		() => false
	);
}
