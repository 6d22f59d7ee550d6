import {
	SelectQueryNode,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type CompiledQuery,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type Kysely,
	type QueryResult
} from 'kysely';
import type { OpenDatabase } from '../db/open.ts';

/**
 * SQLite for a library that writes its own tables: what it reads comes from the reader,
 * what it writes goes through the one writer, a statement at a time.
 */
export class WriterDialect implements Dialect {
	readonly #database: Pick<OpenDatabase, 'reader' | 'write'>;

	constructor(database: Pick<OpenDatabase, 'reader' | 'write'>) {
		this.#database = database;
	}

	createDriver(): Driver {
		return new WriterDriver(this.#database);
	}
	createQueryCompiler(): SqliteQueryCompiler {
		return new SqliteQueryCompiler();
	}
	createAdapter(): SqliteAdapter {
		return new SqliteAdapter();
	}
	createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
		return new SqliteIntrospector(db);
	}
}

class WriterDriver implements Driver {
	readonly #connection: DatabaseConnection;

	constructor(database: Pick<OpenDatabase, 'reader' | 'write'>) {
		this.#connection = new WriterConnection(database);
	}

	async init(): Promise<void> {}
	async acquireConnection(): Promise<DatabaseConnection> {
		return this.#connection;
	}
	async releaseConnection(): Promise<void> {}
	async destroy(): Promise<void> {}
	async beginTransaction(): Promise<void> {
		throw new Error('A transaction of the writer is a job of its own');
	}
	async commitTransaction(): Promise<void> {}
	async rollbackTransaction(): Promise<void> {}
}

class WriterConnection implements DatabaseConnection {
	readonly #database: Pick<OpenDatabase, 'reader' | 'write'>;

	constructor(database: Pick<OpenDatabase, 'reader' | 'write'>) {
		this.#database = database;
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		if (!writes(query)) return this.#database.reader.executeQuery<R>(query);
		const { rows, affected } = await this.#database.write('sql', { sql: query.sql, parameters: [...query.parameters] });
		return { rows: rows as R[], numAffectedRows: BigInt(affected) };
	}

	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error('Nothing is streamed through the writer');
	}
}

function writes({ query, sql }: CompiledQuery): boolean {
	if (SelectQueryNode.is(query)) return false;
	return query.kind !== 'RawNode' || !/^\s*(select|pragma|with)\b/i.test(sql);
}
