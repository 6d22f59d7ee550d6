import { sql, type Kysely } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { migrate } from '#lib/server/db/migrate.ts';
import { migrations } from '#lib/server/db/migrations/list.ts';
import { kyselyOnPostgres, openPool } from '#lib/server/db/postgres.ts';
import type { DialectName, Schema } from '#lib/server/db/schema.ts';
import { kyselyOnSqlite, openSqlite } from '#lib/server/db/sqlite.ts';
import { createDatabase } from '../support/test-postgres.ts';

const kinds: { dialect: DialectName; open: () => Promise<Kysely<Schema>> }[] = [
	{ dialect: 'sqlite', open: async () => kyselyOnSqlite(openSqlite(':memory:', 'write')) },
	{ dialect: 'postgres', open: async () => kyselyOnPostgres(openPool(await createDatabase(inject('postgresUrl')))) }
];

async function tablesOf(db: Kysely<Schema>): Promise<string[]> {
	return (await db.introspection.getTables()).map((table) => table.name).toSorted();
}

describe.each(kinds)('migrations on $dialect', ({ dialect, open }) => {
	test('a new database takes every step, once', async () => {
		const db = await open();
		await migrate(db, dialect, 1);
		const tables = await tablesOf(db);
		await migrate(db, dialect, 2);
		expect(await tablesOf(db)).toEqual(tables);
		const { rows } = await sql<{ id: string; applied_at: number }>`select id, applied_at from migration order by id`.execute(db);
		expect(rows.map((row) => row.id)).toEqual(migrations.map((step) => step.id));
		expect(rows.every((row) => row.applied_at === 1)).toBe(true);
		await db.destroy();
	});

	test('a database of every earlier version comes to the same tables, and keeps its rows', async () => {
		const newest = await open();
		await migrate(newest, dialect, 1);
		const expected = await tablesOf(newest);
		await newest.destroy();
		for (let steps = 1; steps < migrations.length; steps++) {
			const db = await open();
			await migrate(db, dialect, 1, migrations.slice(0, steps));
			await db.insertInto('school').values({ id: 's', brin: '12AB', body: '{}' }).execute();
			await migrate(db, dialect, 2);
			expect(await tablesOf(db)).toEqual(expected);
			expect(await db.selectFrom('school').select(['id', 'seq']).execute()).toEqual([{ id: 's', seq: 0 }]);
			await db.destroy();
		}
	});

	test('a step that fails leaves the database as it was', async () => {
		const db = await open();
		await migrate(db, dialect, 1);
		const tables = await tablesOf(db);
		const failing = {
			id: '9999-fails',
			async up(tx: Kysely<unknown>) {
				await tx.schema.createTable('half').addColumn('id', 'text').execute();
				throw new Error('half-way');
			}
		};
		await expect(migrate(db, dialect, 2, [...migrations, failing])).rejects.toThrow('half-way');
		expect(await tablesOf(db)).toEqual(tables);
		await db.destroy();
	});

	test('a database of a later version is left alone', async () => {
		const db = await open();
		await migrate(db, dialect, 1);
		await sql`insert into migration (id, applied_at) values ('9999-from-the-future', 1)`.execute(db);
		await expect(migrate(db, dialect, 2)).rejects.toThrow(/9999-from-the-future/);
		await db.destroy();
	});
});

test('steps stand in order of their numbers, and no number is used twice', () => {
	const numbers = migrations.map((step) => Number(step.id.slice(0, 4)));
	expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
});
