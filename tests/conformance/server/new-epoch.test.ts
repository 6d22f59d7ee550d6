import { expect, inject, it } from 'vitest';
import { openDatabase } from '#lib/server/db/open.ts';
import { readEpochBegan } from '#lib/server/db/meta.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { createDatabase } from '../../support/test-postgres.ts';
import { run } from '../../contract/commands/terminal.ts';

it('a PostgreSQL that was put back begins a new history: what happened before it comes back, and nothing is taken twice', async () => {
	const databaseUrl = await createDatabase(inject('postgresUrl'));
	const before = await openDatabase({ dataFolder: '', databaseUrl });
	const school = await ServerSchool.create(before);
	const desk = await school.desk();
	desk.lend(1, 1);
	const sent = [...desk.outbox];
	await desk.push();
	await before.close();

	const said = await run('', ['new-epoch'], { DATABASE_URL: databaseUrl });
	expect([said.code, said.out]).toEqual([0, expect.stringContaining('nieuw begin')]);
	const after = await openDatabase({ dataFolder: '', databaseUrl });
	expect(after.epoch).not.toBe(before.epoch);
	expect(await readEpochBegan(after.reader)).toBeGreaterThan(0);
	const { lastN } = await after.write('push', {
		installationId: desk.id,
		schoolId: school.id,
		request: { sent: sent[0]?.clock ?? { wall: 0, monotonic: 0, session: '' }, operations: sent },
		receivedAt: after.clock()
	});
	expect(lastN).toBe(1);
	expect(await after.reader.selectFrom('copy_fact').select('operation_id').execute()).toHaveLength(1);
	await after.close();
});
