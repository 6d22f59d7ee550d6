import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { openInMemory } from '#lib/server/db/open.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { aPatron } from '../../builders/domain.ts';

describe('a disk without room', () => {
	let database: OpenDatabase;
	beforeEach(async () => {
		database = await openInMemory();
	});
	afterEach(() => database.close());

	/** SQLite's own limit on pages stands for the end of the disk; it fails in the same way. */
	async function fill(): Promise<void> {
		const { rows } = await database.write('sql', { sql: 'pragma page_count', parameters: [] });
		const pages = (rows[0] as { page_count: number }).page_count;
		await database.write('sql', { sql: `pragma max_page_count = ${pages + 2}`, parameters: [] });
	}
	const makeRoom = () => database.write('sql', { sql: 'pragma max_page_count = 1000000', parameters: [] });

	test('turns a push away with nothing half-done, and takes it whole once there is room', async () => {
		const school = await ServerSchool.create(database);
		const desk = await school.desk();
		const before = await school.seq();
		await fill();
		for (let n = 1; n <= 60; n++) desk.performAnything('stand-on-head', { text: 'x'.repeat(2000) });
		const lent = desk.lend(1, 1);
		await expect(desk.push()).rejects.toMatchObject({ code: 'storageFull' });
		expect(await school.seq()).toBe(before);
		expect(await database.reader.selectFrom('operation').selectAll().execute()).toEqual([]);
		expect(await database.reader.selectFrom('operation_throw').selectAll().execute()).toEqual([]);
		await makeRoom();
		expect(await desk.push()).toEqual({ lastN: 61 });
		expect((await desk.row('copyState', 'copy-1'))?.open?.id).toBe(lent);
	});

	test('turns an import away with nothing half-done', async () => {
		const school = await ServerSchool.create(database);
		await fill();
		const rows = Array.from({ length: 300 }, (_, i) => ({ kind: 'patron', row: aPatron({ id: `p-${i}` as never }) }) as const);
		await expect(school.write(rows)).rejects.toMatchObject({ code: 'storageFull' });
		await makeRoom();
		const { count } = await database.reader
			.selectFrom('patron')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		expect(count).toBe(4);
	});
});
