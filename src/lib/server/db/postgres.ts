import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

const int8 = 20;

/** A pool on a PostgreSQL server. Big integers (counts, instants, sequence numbers) arrive as numbers: none exceeds 2^53. */
export function openPool(url: string, size = 10): pg.Pool {
	const pool = new pg.Pool({
		connectionString: url,
		max: size,
		types: {
			getTypeParser: (oid: number, format?: 'text' | 'binary') =>
				oid === int8 ? Number : (pg.types.getTypeParser(oid, format) as (text: string) => unknown)
		}
	});
	// A connection that breaks while idle is replaced; without a listener it would end the process.
	pool.on('error', () => undefined);
	return pool;
}

export function kyselyOnPostgres<S>(pool: pg.Pool): Kysely<S> {
	return new Kysely<S>({ dialect: new PostgresDialect({ pool }) });
}
