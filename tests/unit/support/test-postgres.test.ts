import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../../support/test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

async function ask(url: string, sql: string): Promise<unknown[]> {
	const connection = new pg.Client({ connectionString: url });
	await connection.connect();
	const { rows } = await connection.query<Record<string, unknown>>(sql);
	await connection.end();
	return rows;
}

describe('the PostgreSQL of a test run', () => {
	it('gives each test file a database of its own', async () => {
		const [first, second] = [await postgres.createDatabase(), await postgres.createDatabase()];
		await ask(first, 'CREATE TABLE title (id text)');
		const count = "SELECT count(*)::int AS tables FROM information_schema.tables WHERE table_name = 'title'";
		expect(await ask(first, count)).toEqual([{ tables: 1 }]);
		expect(await ask(second, count)).toEqual([{ tables: 0 }]);
	});

	it('keeps its promises on disk, unlike an emulation', async () => {
		expect(await ask(postgres.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
	});
});
