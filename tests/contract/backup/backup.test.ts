import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, databaseFile, restore } from '#lib/server/db/backup.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const titles = async (database: OpenDatabase) => (await database.reader.selectFrom('title').select('id').execute()).length;
const now = 1_800_000_000_000;

describe('a backup', () => {
	it('is made while the server works, and holds what was there', async () => {
		const { path } = await makeTempFolder('backup');
		const database = await openDatabase({ dataFolder: path });
		await ServerSchool.create(database);
		const before = await titles(database);
		expect(await backUp(path, join(path, 'monday.sqlite'))).toBeGreaterThan(10_000);
		await ServerSchool.create(database);
		await database.close();
		const { before: put } = await restore(path, join(path, 'monday.sqlite'), now);
		expect(put && existsSync(put)).toBe(true);
		const restored = await openDatabase({ dataFolder: path });
		expect(await titles(restored)).toBe(before);
		await restored.close();
	});

	it('begins a new epoch when it is put back, so that installations offer what it lacks', async () => {
		const { path } = await makeTempFolder('backup');
		const database = await openDatabase({ dataFolder: path });
		await database.close();
		await backUp(path, join(path, 'b.sqlite'));
		const { epoch } = await restore(path, join(path, 'b.sqlite'), now);
		const restored = await openDatabase({ dataFolder: path });
		expect(restored.epoch).toBe(epoch);
		expect(restored.epoch).not.toBe(database.epoch);
		await restored.close();
	});

	it('is not put back under a running server', async () => {
		const { path } = await makeTempFolder('backup');
		const database = await openDatabase({ dataFolder: path });
		await ServerSchool.create(database);
		await backUp(path, join(path, 'b.sqlite'));
		await expect(restore(path, join(path, 'b.sqlite'), now)).rejects.toMatchObject({ trouble: 'inUse' });
		expect(await titles(database)).toBeGreaterThan(0);
		await database.close();
	});

	it('is refused when it is something else, and overwrites no file', async () => {
		const { path } = await makeTempFolder('backup');
		await (await openDatabase({ dataFolder: path })).close();
		writeFileSync(join(path, 'holiday.jpg'), 'not a database');
		await expect(restore(path, join(path, 'holiday.jpg'), now)).rejects.toMatchObject({ trouble: 'notABackup' });
		await expect(backUp(path, join(path, 'holiday.jpg'))).rejects.toMatchObject({ trouble: 'exists' });
		await expect(backUp(join(path, 'nowhere'), join(path, 'x'))).rejects.toMatchObject({ trouble: 'noDatabase' });
		expect(existsSync(join(path, databaseFile))).toBe(true);
	});
});
