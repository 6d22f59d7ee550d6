import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { forgetPatron } from '#lib/server/privacy/forget-patron.ts';
import { forgottenTombstoneDays, tombstoneDays } from '#lib/server/sync/sweep-feed.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const day = 86_400_000;

/** How long a device may sleep. */
export function horizonCases(database: () => OpenDatabase): void {
	const sweepAt = async (now: number) => {
		while (await database().write('sweepFeed', { now }));
	};
	const tombstones = (school: ServerSchool) =>
		database().reader.selectFrom('feed').select('id').where('school_id', '=', school.id).where('deleted', '=', 1).execute();

	test('a tombstone stands 400 days and then goes; who slept longer loads anew, and keeps what it had not sent', async () => {
		const school = await ServerSchool.create(database());
		const desk = await school.desk();
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-9' as never }) }]);
		await desk.pull();
		desk.lend(1, 1);
		await database().write('writeRows', { schoolId: school.id, rows: [{ kind: 'patron', id: 'patron-9', deleted: true }] });
		const began = school.now;
		await sweepAt(began);

		await sweepAt(began + (tombstoneDays - 1) * day);
		expect((await tombstones(school)).map((row) => row.id)).toContain('patron-9');
		const early = desk.replica.clone();
		await desk.pull(early);
		expect(early.find('patron', 'patron-9'), 'one that wakes in time hears of it').toBeUndefined();

		await sweepAt(began + (tombstoneDays + 1) * day);
		expect(await tombstones(school)).toEqual([]);
		await expect(desk.pullOnce()).rejects.toMatchObject({ code: 'cursorAhead' });
		expect((await desk.pullFresh()).find('patron', 'patron-9')).toBeUndefined();
		expect(await desk.push(), 'the outbox is sent as it was').toEqual({ lastN: 1 });
	});

	test('what was taken away since stays known, and a device that keeps up is never sent back to the start', async () => {
		const school = await ServerSchool.create(database());
		const desk = await school.desk();
		await sweepAt(school.now);
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-9' as never }) }]);
		await desk.pull();
		await database().write('writeRows', { schoolId: school.id, rows: [{ kind: 'patron', id: 'patron-9', deleted: true }] });
		await sweepAt(school.now + (tombstoneDays + 1) * day);
		expect(await desk.row('patron', 'patron-9')).toBeUndefined();
		expect((await tombstones(school)).map((row) => row.id)).toContain('patron-9');
	});

	test('sixty days after somebody was forgotten no key of theirs is left either, and who slept since loads anew', async () => {
		const school = await ServerSchool.create(database());
		const [awake, asleep] = [await school.desk(), await school.desk()];
		for (const desk of [awake, asleep]) await desk.pull();
		const journal = { add: async () => undefined, read: async () => [] };
		await forgetPatron(database(), journal, { schoolId: school.id, patronId: 'patron-4' as never, by: awake.session.accountId });
		const { finished_at } = await database().reader.selectFrom('forgotten').select('finished_at').where('school_id', '=', school.id).executeTakeFirstOrThrow();
		const gone = finished_at ?? NaN;
		await sweepAt(gone);
		await awake.pull();

		await sweepAt(gone + (forgottenTombstoneDays - 1) * day);
		expect((await tombstones(school)).map((row) => row.id)).toContain('004');
		await sweepAt(gone + (forgottenTombstoneDays + 1) * day);
		expect(await tombstones(school)).toEqual([]);
		await awake.pull();
		expect(awake.replica.find('card', '004')).toBeUndefined();
		await expect(asleep.pullOnce()).rejects.toMatchObject({ code: 'cursorAhead' });
		const anew = await asleep.pullFresh();
		expect(anew.find('card', '004')).toBeUndefined();
		expect(anew.list('forgotten'), 'its archive is told').toHaveLength(1);
	});
}
