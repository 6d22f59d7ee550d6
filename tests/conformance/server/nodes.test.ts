import pg from 'pg';
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

test('a transaction that stays open holds back what comes after it in its school and nothing else: a follower misses neither', async () => {
	const databaseUrl = await createDatabase(inject('postgresUrl'));
	const database = await openDatabase({ dataFolder: '', databaseUrl });
	const [school, elsewhere] = [await ServerSchool.create(database), await ServerSchool.create(database)];
	const [desk, follower, otherDesk] = [await school.desk(), await school.desk(), await elsewhere.desk()];
	await follower.pull();
	const before = await school.seq();

	const slow = new pg.Client({ connectionString: databaseUrl });
	await slow.connect();
	await slow.query('begin');
	const { rows } = await slow.query<{ seq: string }>('update school set seq = seq + 1 where id = $1 returning seq', [school.id]);
	await slow.query(`insert into feed (school_id, scope, kind, id, seq, deleted, body) values ($1, $2, 'title', 'slow', $3, 0, $4)`, [
		school.id,
		`cat:${school.id}`,
		rows[0]?.seq,
		JSON.stringify(aTitle({ id: 'slow' as never }))
	]);
	const followed: number[] = [];
	const follow = async () => {
		await follower.pull();
		followed.push(follower.replica.cursors()[`cat:${school.id}`] ?? 0);
	};
	desk.lend(1, 1);
	let isStored = false;
	const pushing = desk.push().then(() => (isStored = true));
	otherDesk.lend(1, 1);
	await otherDesk.push();
	await untilSomebodyWaits(slow);
	await follow();
	expect(isStored, 'its turn comes after the one that began before it').toBe(false);
	expect(followed, 'the follower goes no further than what is there').toEqual([before]);

	await slow.query('commit');
	await slow.end();
	await pushing;
	await follow();
	expect(follower.replica.find('title', 'slow')).toBeDefined();
	expect(follower.replica.find('copyState', 'copy-1')?.open?.patronId).toBe('patron-1');
	expect(followed[1]).toBeGreaterThan(before + 1);
	await database.close();
}, 30_000);

/** Until another connection waits for a lock in this database. */
async function untilSomebodyWaits(client: pg.Client): Promise<void> {
	await vi.waitFor(async () => {
		const waiting = await client.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
		expect(waiting.rowCount).toBe(1);
	}, 10_000);
}
