import path from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { DatabaseConfig } from '#lib/server/db/open.ts';
import { runJob } from '#lib/server/db/job-runner.ts';
import { kyselyOnPostgres, openPool } from '#lib/server/db/postgres.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import { kyselyOnSqlite, openSqlite } from '#lib/server/db/sqlite.ts';
import { reading, type Tablet } from './stand.ts';

export interface Said {
	readonly sql: string;
	readonly parameters: readonly unknown[];
}
/** All that was said to the database in one push, begin and commit included. */
export type Transaction = readonly Said[];

/** Takes in everything the tablets send, in this process, and writes down what the database was asked, tablet by tablet. */
export async function recordStatements(place: DatabaseConfig, tablets: readonly Tablet[]): Promise<Transaction[][]> {
	const said: Said[] = [];
	const db = place.databaseUrl === undefined ? listenToSqlite(place, said) : listenToPostgres(place.databaseUrl, said);
	const all: Transaction[][] = [];
	for (const { id, schoolId, pushes } of tablets) {
		const ofTablet: Transaction[] = [];
		for (const operations of pushes) {
			const now = Date.now();
			await runJob(db, 'push', { installationId: id, schoolId, request: { sent: reading(now), operations: [...operations] }, receivedAt: now }, Date.now);
			ofTablet.push(said.splice(0));
		}
		all.push(ofTablet);
	}
	await db.destroy();
	return all;
}

function listenToSqlite({ dataFolder }: DatabaseConfig, said: Said[]): Kysely<Schema> {
	const listening = <T extends object>(target: T, change: Partial<T>): T =>
		new Proxy(target, {
			get(of, name) {
				const value = (change as Record<PropertyKey, unknown>)[name] ?? Reflect.get(of, name, of);
				return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(of) : value;
			}
		});
	const database = openSqlite(path.join(dataFolder, 'mediatheek.sqlite'), 'write');
	const prepare = (sql: string): StatementSync => {
		const statement = database.prepare(sql);
		const note = (parameters: unknown[]) => said.push({ sql, parameters });
		return listening(statement, {
			all: ((...parameters: SQLInputValue[]) => (note(parameters), statement.all(...parameters))) as StatementSync['all'],
			run: ((...parameters: SQLInputValue[]) => (note(parameters), statement.run(...parameters))) as StatementSync['run']
		});
	};
	return kyselyOnSqlite<Schema>(listening<DatabaseSync>(database, { prepare }));
}

function listenToPostgres(url: string, said: Said[]): Kysely<Schema> {
	const pool = openPool(url, 1);
	pool.on('connect', (client) => {
		const query = client.query.bind(client) as (...args: unknown[]) => unknown;
		client.query = ((...args: unknown[]) => {
			const [sql, parameters] = args;
			if (typeof sql === 'string') said.push({ sql, parameters: (parameters as unknown[] | undefined) ?? [] });
			return query(...args);
		}) as typeof client.query;
	});
	return kyselyOnPostgres<Schema>(pool);
}

/** Says the same again without anything around it, each tablet on its own; milliseconds. SQLite has one writer, PostgreSQL as many as the server uses. */
export async function replay({ dataFolder, databaseUrl }: DatabaseConfig, said: readonly (readonly Transaction[])[]): Promise<number> {
	return databaseUrl === undefined ? replayOnSqlite(path.join(dataFolder, 'mediatheek.sqlite'), said) : replayOnPostgres(databaseUrl, said);
}

function replayOnSqlite(file: string, said: readonly (readonly Transaction[])[]): number {
	const database = openSqlite(file, 'write');
	const prepared = new Map<string, StatementSync>();
	const began = performance.now();
	for (const { sql, parameters } of said.flat(2)) {
		const statement = prepared.get(sql) ?? database.prepare(sql);
		prepared.set(sql, statement);
		statement.all(...(parameters as SQLInputValue[]));
	}
	const took = performance.now() - began;
	database.close();
	return took;
}

/** Connections of the server's pool. */
const connections = 10;

async function replayOnPostgres(url: string, said: readonly (readonly Transaction[])[]): Promise<number> {
	const waiting = [...said];
	const clients = await Promise.all(Array.from({ length: Math.min(connections, said.length) }, () => connect(url)));
	const began = performance.now();
	await Promise.all(
		clients.map(async (client) => {
			for (let transactions = waiting.shift(); transactions; transactions = waiting.shift()) {
				for (const { sql, parameters } of transactions.flat()) await client.query(sql, [...parameters]);
			}
		})
	);
	const took = performance.now() - began;
	await Promise.all(clients.map((client) => client.end()));
	return took;
}

async function connect(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	return client;
}
