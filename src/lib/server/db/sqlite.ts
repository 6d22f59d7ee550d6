import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
	CompiledQuery,
	Kysely,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type SqliteDatabase,
	type SqliteDialectConfig,
	type SqliteStatement
} from 'kysely';

/** Distinct statements kept prepared per connection; beyond it the oldest go. */
const preparedLimit = 400;

/**
 * Opens a SQLite file (or `:memory:`).
 * `synchronous=FULL`: an operation that was answered must survive a power cut. `secure_delete`: what was forgotten must not
 * be readable in the file where it once stood.
 */
export function openSqlite(path: string, access: 'write' | 'read'): DatabaseSync {
	const database = new DatabaseSync(path, { readOnly: access === 'read' });
	database.exec('pragma busy_timeout = 10000');
	if (access === 'write') database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on');
	else database.exec('pragma query_only = on');
	database.exec('pragma temp_store = memory; pragma cache_size = -32000');
	return database;
}

/** Kysely over `node:sqlite`. Transactions take the write lock at once, so that none fails half-way for want of it. */
export function kyselyOnSqlite<S>(database: DatabaseSync): Kysely<S> {
	return new Kysely<S>({ dialect: new ImmediateDialect({ database: asKyselyDatabase(database) }, database) });
}

class ImmediateDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;
	readonly #database: DatabaseSync;

	constructor(config: SqliteDialectConfig, database: DatabaseSync) {
		super(config);
		this.#config = config;
		this.#database = database;
	}

	override createDriver(): SqliteDriver {
		return new ImmediateDriver(this.#config, this.#database);
	}
}

class ImmediateDriver extends SqliteDriver {
	readonly #database: DatabaseSync;
	readonly #begin: string;

	constructor(config: SqliteDialectConfig, database: DatabaseSync) {
		super(config);
		this.#database = database;
		this.#begin = isReadOnly(database) ? 'begin' : 'begin immediate';
	}

	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw(this.#begin));
	}

	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		// SQLite itself rolls back on a full disk; a second rollback would hide that error behind its own.
		if (this.#database.isTransaction) await super.rollbackTransaction(connection);
	}
}

function isReadOnly(database: DatabaseSync): boolean {
	const row = database.prepare('pragma query_only').get();
	return row?.query_only === 1;
}

function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
	const prepared = new Map<string, SqliteStatement>();
	return {
		close: () => database.close(),
		prepare(sql) {
			const known = prepared.get(sql);
			if (known) return known;
			const statement = asKyselyStatement(database.prepare(sql));
			// Schema changes would fill the store with what is never asked again.
			if (!/^\s*(select|insert|update|delete|with|begin|commit|savepoint operation|release savepoint operation)/i.test(sql)) return statement;
			if (prepared.size >= preparedLimit) prepared.delete(prepared.keys().next().value ?? '');
			prepared.set(sql, statement);
			return statement;
		}
	};
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
	return {
		reader: statement.columns().length > 0,
		all: (parameters) => statement.all(...parameters.map(asInput)),
		run: (parameters) => statement.run(...parameters.map(asInput)),
		iterate: (parameters) => statement.iterate(...parameters.map(asInput))
	};
}

function asInput(value: unknown): SQLInputValue {
	if (value === undefined) return null;
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (value instanceof Date) return value.toISOString();
	return value as SQLInputValue;
}
