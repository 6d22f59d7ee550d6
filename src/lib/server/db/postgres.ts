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
	// A connection that breaks is replaced, and its query fails; without listeners it would end the process: of the pool for one
	// that is idle, of the connection itself for one that is at work.
	pool.on('error', () => undefined);
	pool.on('connect', (connection) => connection.on('error', () => undefined));
	return pool;
}

export function kyselyOnPostgres<S>(pool: pg.Pool): Kysely<S> {
	return new Kysely<S>({ dialect: new PostgresDialect({ pool }) });
}

/** Between two attempts to listen again, in milliseconds. */
const listenAgainAfter = 5_000;

/**
 * Hears which schools changed, also by another node on this PostgreSQL. What is missed while the connection is broken
 * is missed: a slow look at the counters stands behind it.
 * @returns the function that ends it
 */
export function listenForSchools(url: string, heard: (schoolId: string) => void): () => void {
	let client: pg.Client | undefined;
	let timer: NodeJS.Timeout | undefined;
	let ended = false;
	const connect = async () => {
		const next = new pg.Client({ connectionString: url });
		client = next;
		const again = () => {
			if (ended || client !== next) return;
			client = undefined;
			timer = setTimeout(() => void connect(), listenAgainAfter).unref();
		};
		next.on('notification', ({ payload }) => payload !== undefined && heard(payload));
		// A break ends the connection by itself; without a listener it would end the process.
		next.on('error', () => undefined);
		next.once('end', again);
		try {
			await next.connect();
			await next.query('listen school_moved');
		} catch {
			await next.end().catch(() => undefined);
			again();
		}
	};
	void connect();
	return () => {
		ended = true;
		clearTimeout(timer);
		void client?.end().catch(() => undefined);
	};
}
