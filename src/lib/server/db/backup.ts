import { existsSync, renameSync, rmSync } from 'node:fs';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { mintEpoch } from './meta.ts';
import type { Schema } from './schema.ts';
import { kyselyOnSqlite } from './sqlite.ts';

/** Name of the SQLite file in the data folder. */
export const databaseFile = 'mediatheek.sqlite';

export type BackupTrouble = 'noDatabase' | 'notABackup' | 'damaged' | 'inUse' | 'exists';

/** A backup that could not be made or put back; nothing was changed. */
export class BackupFailure extends Error {
	override readonly name = 'BackupFailure';
	readonly trouble: BackupTrouble;

	constructor(trouble: BackupTrouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

/**
 * Copies the database to `file` while the server goes on working, and reads the copy through.
 * The copy appears under its name only when it is whole.
 * @returns its size in bytes
 * @throws BackupFailure `noDatabase`, `exists`, `damaged`
 */
export async function backUp(dataFolder: string, file: string): Promise<number> {
	const source = join(dataFolder, databaseFile);
	if (!existsSync(source)) throw new BackupFailure('noDatabase');
	if (existsSync(file)) throw new BackupFailure('exists');
	const unfinished = `${file}.unfinished`;
	await rm(unfinished, { force: true });
	const database = new DatabaseSync(source, { readOnly: true });
	try {
		// All pages in one step: a copy that is overtaken by writes between steps would begin again and again.
		await backup(database, unfinished, { rate: 1_000_000_000 });
	} finally {
		database.close();
	}
	makeOneFile(unfinished);
	inspect(unfinished);
	await rename(unfinished, file);
	return (await stat(file)).size;
}

/** Without a log beside it, the copy can be moved as one file. */
function makeOneFile(file: string): void {
	const copy = new DatabaseSync(file);
	copy.exec('pragma journal_mode = delete');
	copy.close();
}

export interface Restored {
	/** The name of the history that begins now: installations give back what the backup lacks. */
	readonly epoch: string;
	/** Where the database that stood there before was put; nothing is deleted. */
	readonly before: string | undefined;
}

/**
 * Puts a backup in the place of the database and begins a new epoch. The server must be stopped.
 * @throws BackupFailure `notABackup`, `damaged`, `inUse`
 */
export async function restore(dataFolder: string, file: string, now: number): Promise<Restored> {
	inspect(file);
	const target = join(dataFolder, databaseFile);
	requireUnused(target);
	const prepared = `${target}.restoring`;
	await copyFile(file, prepared);
	const epoch = await beginEpoch(prepared, now);
	const before = existsSync(target) ? join(dataFolder, `before-restore-${now}.sqlite`) : undefined;
	if (before) renameSync(target, before);
	for (const rest of ['-wal', '-shm']) rmSync(`${target}${rest}`, { force: true });
	renameSync(prepared, target);
	return { epoch, before };
}

/** @throws unless the file is a whole database of this app */
function inspect(file: string): void {
	if (!existsSync(file)) throw new BackupFailure('notABackup');
	const database = open(file);
	try {
		const meta = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'meta'").get();
		if (!meta) throw new BackupFailure('notABackup');
		const verdict = database.prepare('pragma integrity_check').get();
		if (verdict?.integrity_check !== 'ok') throw new BackupFailure('damaged');
	} catch (error) {
		throw error instanceof BackupFailure ? error : new BackupFailure('notABackup');
	} finally {
		database.close();
	}
}

function open(file: string): DatabaseSync {
	try {
		return new DatabaseSync(file, { readOnly: true });
	} catch {
		throw new BackupFailure('notABackup');
	}
}

/** In WAL mode nobody can lock a file alone while another has it open. Also writes the log into the file. */
function requireUnused(target: string): void {
	if (!existsSync(target)) return;
	const database = new DatabaseSync(target);
	try {
		database.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive; commit; pragma wal_checkpoint(truncate); pragma journal_mode = delete');
	} catch {
		throw new BackupFailure('inUse');
	} finally {
		database.close();
	}
}

async function beginEpoch(file: string, now: number): Promise<string> {
	const db = kyselyOnSqlite<Schema>(new DatabaseSync(file));
	try {
		return await mintEpoch(db, now);
	} finally {
		await db.destroy();
	}
}
