import { expect, inject, test, vi } from 'vitest';
import { openDatabase } from '#lib/server/db/open.ts';
import { Pokes } from '#lib/server/sync/pokes.ts';
import { aTitle } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { createDatabase } from '../../support/test-postgres.ts';

test('two nodes on one PostgreSQL: what one of them writes, devices at the other hear of by the database itself', async () => {
	const databaseUrl = await createDatabase(inject('postgresUrl'));
	const [here, there] = [await openDatabase({ dataFolder: '', databaseUrl }), await openDatabase({ dataFolder: '', databaseUrl })];
	const school = await ServerSchool.create(there);
	const told: string[] = [];
	const stopListening = here.listen?.((id) => told.push(id));
	const heard: number[] = [];
	const stop = new Pokes(here).listen(school.id, (seq) => heard.push(seq));
	await vi.waitFor(() => expect(heard).toEqual([2]), 10_000);
	// The connection that listens may come up after the first look: write until it is heard.
	await vi.waitFor(async () => {
		const seq = await school.write([{ kind: 'title', row: aTitle() }]);
		await vi.waitFor(() => expect(told).toContain(school.id), 500);
		await vi.waitFor(() => expect(heard.at(-1)).toBe(seq), 2_000);
	}, 20_000);
	stop();
	stopListening?.();
	await here.close();
	await there.close();
}, 30_000);
