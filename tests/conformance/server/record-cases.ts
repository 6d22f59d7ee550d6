import { expect, test } from 'vitest';
import { cardSchema } from '#lib/domain/people/patron.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { sql } from 'kysely';
import { ServerSchool } from '../../builders/server-school.ts';
import { aCopy } from '../../builders/domain.ts';

/** What the database itself forbids, whatever the code above it does. */
export function recordCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	test('a barcode belongs to one copy of a school, and may be used again in another', async () => {
		const [school, other] = [await open(), await open()];
		const copy = aCopy({ id: 'extra' as never, titleId: 'title-1' as never, barcode: 'b-1' });
		await expect(school.write([{ kind: 'copy', row: copy }])).rejects.toThrow();
		await other.write([{ kind: 'copy', row: { ...copy, barcode: 'b-extra' } }]);
		await school.write([{ kind: 'copy', row: { ...copy, barcode: 'b-extra' } }]);
	});

	test('a batch that fails leaves nothing behind, its number neither', async () => {
		const school = await open();
		const before = await school.seq();
		const rows = [aCopy({ id: 'x' as never, barcode: 'free' }), aCopy({ id: 'y' as never, barcode: 'b-1' })];
		await expect(school.write(rows.map((row) => ({ kind: 'copy', row }) as const))).rejects.toThrow();
		expect(await school.seq()).toBe(before);
		expect((await (await school.desk()).pull()).find('copy', 'x')).toBeUndefined();
	});

	test('a card number leads to one patron', async () => {
		const school = await open();
		await school.write([{ kind: 'card', row: cardSchema.parse({ id: '001', patronId: 'patron-2' }) }]);
		const cards = (await (await school.desk()).pull()).list('card').filter((card) => card.id === '001');
		expect(cards.map((card) => card.patronId)).toEqual(['patron-2']);
	});

	test('a second open loan of one copy is refused by the database', async () => {
		const school = await open();
		const insert = (id: string) =>
			database().write('sql', {
				sql: `insert into loan (school_id, id, copy_id, patron_id, lent_at, due_on, returned_at, body)
					values ('${school.id}', '${id}', 'copy-1', 'patron-1', 1, '2026-12-01', null, '{}')`,
				parameters: []
			});
		await insert('one');
		await expect(insert('two')).rejects.toThrow(/unique/i);
	});

	test('two schools cannot have one BRIN', async () => {
		const [school, other] = [await open(), await open()];
		await expect(database().write('saveSchool', { school: { ...other.school, brin: school.school.brin } })).rejects.toThrow();
	});

	test('the reader of a file cannot write', async () => {
		const shared = database().dialect === 'postgres' || (await isInMemory(database()));
		const write = sql`insert into meta (name, value) values ('probe', ${String(Math.random())}) on conflict (name) do nothing`;
		if (shared) await write.execute(database().reader);
		else await expect(write.execute(database().reader)).rejects.toThrow(/readonly/);
	});
}

async function isInMemory({ reader }: OpenDatabase): Promise<boolean> {
	const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(reader);
	return rows.every((row) => row.file === '');
}
