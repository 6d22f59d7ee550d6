import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { writerInProcess } from './job-runner.ts';
import type { Clock } from './job.ts';
import type { Write } from './jobs.ts';
import { readEpoch } from './meta.ts';
import { migrate } from './migrate.ts';
import { kyselyOnPostgres, listenForSchools, openPool } from './postgres.ts';
import type { DialectName, Schema } from './schema.ts';
import { kyselyOnSqlite, openSqlite } from './sqlite.ts';
import { startWriter } from './writer-client.ts';

/** Where the records are: a folder for SQLite, unless a PostgreSQL address is given. */
export interface DatabaseConfig {
	readonly dataFolder: string;
	readonly databaseUrl?: string | undefined;
}

export interface OpenDatabase {
	readonly dialect: DialectName;
	/** Minted once; a restore from a backup mints another (sync.md). */
	readonly epoch: string;
	/** For reading only: on SQLite it cannot write. Several statements that must agree go in `readTogether`. */
	readonly reader: Kysely<Schema>;
	/** Every change goes through here, one job at a time per school. */
	readonly write: Write;
	readonly clock: Clock;
	/** Where several nodes share a database: hears at once which school changed. @returns what ends it */
	readonly listen?: ((heard: (schoolId: string) => void) => () => void) | undefined;
	close(): Promise<void>;
}

/** Opens the database and brings it up to date. @throws with a plain message when that cannot be done */
export async function openDatabase(config: DatabaseConfig, clock: Clock = Date.now): Promise<OpenDatabase> {
	return config.databaseUrl ? openOnPostgres(config.databaseUrl, clock) : openOnSqliteFile(config.dataFolder, clock);
}

async function openOnPostgres(url: string, clock: Clock): Promise<OpenDatabase> {
	const db = kyselyOnPostgres<Schema>(openPool(url));
	await migrate(db, 'postgres', clock());
	const epoch = await readEpoch(db);
	return { dialect: 'postgres', epoch, reader: db, write: writerInProcess(db, clock), clock, listen: (heard) => listenForSchools(url, heard), close: () => db.destroy() };
}

async function openOnSqliteFile(folder: string, clock: Clock): Promise<OpenDatabase> {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, 'mediatheek.sqlite');
	const starting = kyselyOnSqlite<Schema>(openSqlite(path, 'write'));
	await migrate(starting, 'sqlite', clock());
	const epoch = await readEpoch(starting);
	await starting.destroy();
	const readFile = openSqlite(path, 'read');
	const reader = kyselyOnSqlite<Schema>(readFile);
	const writer = startWriter(path);
	const close = async () => {
		await reader.destroy();
		// A reader that was never asked anything has not been opened for its destroyer.
		if (readFile.isOpen) readFile.close();
		await writer.close();
	};
	return { dialect: 'sqlite', epoch, reader, write: writer.write, clock, close };
}

/** A database that lives as long as the process; reader and writer share its one connection. For tests. */
export async function openInMemory(clock: Clock = Date.now): Promise<OpenDatabase> {
	const db = kyselyOnSqlite<Schema>(openSqlite(':memory:', 'write'));
	await migrate(db, 'sqlite', clock());
	const epoch = await readEpoch(db);
	return { dialect: 'sqlite', epoch, reader: db, write: writerInProcess(db, clock), clock, close: () => db.destroy() };
}

/** Reads that see one and the same moment. */
export function readTogether<T>({ dialect, reader }: Pick<OpenDatabase, 'dialect' | 'reader'>, read: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
	const transaction = reader.transaction();
	const moment = dialect === 'postgres' ? transaction.setIsolationLevel('repeatable read').setAccessMode('read only') : transaction;
	return moment.execute(read);
}
