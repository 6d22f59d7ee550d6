import path from 'node:path';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { scopes } from '#lib/protocol/scopes.ts';
import { protocolVersion, pullLimit, pullResponseSchema } from '#lib/protocol/sync.ts';
import type { DatabaseConfig } from '#lib/server/db/open.ts';
import { openPool } from '#lib/server/db/postgres.ts';
import { openSqlite } from '#lib/server/db/sqlite.ts';
import type { BusySchool, Reader } from './busy-school.ts';

/** One question for news. @throws with what the server said when it is no answer */
export async function pull(origin: string, epoch: string, reader: Reader, cursors: Readonly<Record<string, number | null>>): Promise<Response> {
	const report = { pending: 0, maxN: 0 };
	const body = JSON.stringify({ proto: protocolVersion, epoch, installation: reader.installation, cursors, report });
	const headers = { 'content-type': 'application/json', cookie: reader.cookie };
	return fetch(`${origin}/api/sync/pull`, { method: 'POST', body, headers });
}

/** A device that was there before the catalogue fetches all of it as news; how many rows came, and in how many milliseconds. */
export async function pullCatalogue(origin: string, { epoch, schoolId, desk }: BusySchool): Promise<{ rows: number; took: number }> {
	const scope = scopes.catalogue(schoolId);
	const began = performance.now();
	let rows = 0;
	for (let from = 0, more = true; more; ) {
		const response = await pull(origin, epoch, desk, { ...desk.yesterday, [scope]: from });
		if (!response.ok) throw new Error(`a pull was answered ${response.status}: ${await response.text()}`);
		const answer = pullResponseSchema.parse(await response.json()).scopes.find(({ id }) => id === scope);
		if (!answer) throw new Error('no catalogue was answered');
		rows += answer.rows.length;
		({ to: from, more } = answer);
	}
	return { rows, took: performance.now() - began };
}

/** The same rows, asked of the database by hand in as many portions, in milliseconds. */
export async function selectCatalogue({ dataFolder, databaseUrl }: DatabaseConfig, schoolId: SchoolId): Promise<{ rows: number; took: number }> {
	const ask = databaseUrl === undefined ? askSqlite(dataFolder) : askPostgres(databaseUrl);
	const began = performance.now();
	let rows = 0;
	for (let last: FeedEntry | undefined, more = true; more; ) {
		const found = await ask.select([schoolId, scopes.catalogue(schoolId), last?.seq ?? 0, last?.seq ?? 0, last?.kind ?? '', last?.id ?? '', pullLimit]);
		rows += found.length;
		last = found.at(-1);
		more = found.length === pullLimit;
	}
	const took = performance.now() - began;
	await ask.close();
	return { rows, took };
}

interface FeedEntry {
	readonly kind: string;
	readonly id: string;
	readonly seq: number;
}

const select = (place: (n: number) => string) => `select kind, id, seq, deleted, body from feed where school_id = ${place(1)} and scope = ${place(2)}
	and (seq > ${place(3)} or (seq = ${place(4)} and (kind, id) > (${place(5)}, ${place(6)}))) order by seq, kind, id limit ${place(7)}`;

function askSqlite(dataFolder: string) {
	const database = openSqlite(path.join(dataFolder, 'mediatheek.sqlite'), 'read');
	const statement = database.prepare(select(() => '?'));
	return { select: async (parameters: (string | number)[]) => statement.all(...parameters) as unknown as FeedEntry[], close: async () => database.close() };
}

function askPostgres(url: string) {
	const pool = openPool(url, 1);
	const text = select((n) => `$${n}`);
	return { select: async (parameters: (string | number)[]) => (await pool.query<FeedEntry>(text, parameters)).rows, close: () => pool.end() };
}
