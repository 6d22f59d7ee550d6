import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { protocolVersion } from '#lib/protocol/sync.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { aPatron, aTitle } from '../../builders/domain.ts';
import { projectionOf } from './projection.ts';

const seed = Number(process.env.MEDIATHEEK_SEED ?? Date.now() % 1_000_000);
const runs = Number(process.env.MEDIATHEEK_RUNS ?? 12);

/** One random act; numbers choose copy, patron and title. */
const act = fc.record({
	verb: fc.constantFrom('lend', 'takeIn', 'renew', 'undo', 'move', 'hold', 'cancel', 'trap', 'patron', 'title', 'delete', 'assign', 'unassign', 'join', 'leave', 'read', 'unread'),
	desk: fc.nat(1),
	copy: fc.integer({ min: 1, max: 6 }),
	patron: fc.integer({ min: 1, max: 4 }),
	early: fc.nat(5),
	look: fc.boolean()
});
type RandomAct = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What pull hands out, and to whom. */
export function feedCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	describe(`random histories (seed ${seed})`, () => {
		test('whatever was held before, pulling leads to what a newcomer gets', async () => {
			await fc.assert(
				fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
					const school = await open();
					const desks = [await school.desk(), await school.desk()];
					await school.write([{ kind: 'teachingGroup', row: { id: 'netl' as never, name: 'netl', tracks: [] } }]);
					const watchers = [...desks, await school.phone('patron-1'), await school.phone('patron-3'), await school.laptop('teacher-1')];
					const older = watchers.map(() => [] as Awaited<ReturnType<ServerInstallation['pull']>>[]);
					for (const each of acts) {
						await perform(school, desks[each.desk] as ServerInstallation, each);
						if (!each.look) continue;
						for (const [i, watcher] of watchers.entries()) older[i]?.push((await watcher.pull()).clone());
					}
					for (const [i, watcher] of watchers.entries()) {
						const fresh = (await watcher.pullFresh()).contents();
						for (const replica of [...(older[i] ?? []), watcher.replica]) {
							expect((await watcher.pull(replica)).contents()).toEqual(fresh);
						}
					}
					await expectOneOpenLoanEach(school);
					await expectProjection(school, watchers);
				}),
				{ seed, numRuns: runs }
			);
		});
	});

	/** The feed is what the records say, no more and no less. */
	async function expectProjection(school: ServerSchool, watchers: readonly ServerInstallation[]): Promise<void> {
		const expected = await projectionOf(database(), school);
		for (const watcher of watchers) {
			for (const [scope, rows] of Object.entries((await watcher.pullFresh()).contents())) {
				if (!scope.startsWith('dev:')) expect(rows, scope).toEqual(expected[scope] ?? {});
			}
		}
	}

	async function expectOneOpenLoanEach(school: ServerSchool): Promise<void> {
		const loans = await database()
			.reader.selectFrom('loan')
			.select(['id', 'copy_id'])
			.where('school_id', '=', school.id)
			.where('returned_at', 'is', null)
			.execute();
		expect(new Set(loans.map((loan) => loan.copy_id)).size).toBe(loans.length);
		const states = await database()
			.reader.selectFrom('copy_state')
			.select(['loan_id'])
			.where('school_id', '=', school.id)
			.where('loan_id', 'is not', null)
			.execute();
		expect(states.map((state) => state.loan_id).toSorted()).toEqual(loans.map((loan) => loan.id).toSorted());
	}

	test('a phone receives no row about another patron', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		desk.lend(1, 1, school.now - 5000);
		desk.lend(1, 2, school.now - 4000);
		desk.lend(3, 2);
		desk.takeIn(5);
		desk.perform('place-hold', { holdId: 'h2', titleId: 'title-2', patronId: 'patron-2' });
		await desk.push();
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, attention: 'Only for the desk' }) }]);
		const contents = (await phone.pull()).contents();
		expect(Object.keys(contents).toSorted()).toEqual(
			[`avail:${school.id}`, `cat:${school.id}`, `prg:${school.id}`, `rev:${school.id}`, `dev:${phone.id}`, 'pat:patron-1'].toSorted()
		);
		const text = JSON.stringify(contents);
		for (const secret of ['patron-2', 'Only for the desk', `"${desk.id}"`, desk.session.accountId, 'incident']) {
			expect(text).not.toContain(secret);
		}
	});

	test('a desk is pulled by staff only, a phone by its own account only, and each within its school', async () => {
		const [school, other] = [await open(), await open()];
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		const pullAs = (session: typeof desk.session, installation: ServerInstallation) =>
			buildPull(database(), session, {
				proto: protocolVersion,
				epoch: null,
				installation: installation.id,
				cursors: {},
				report: { pending: 0, maxN: 0 }
			});
		await expect(pullAs(await school.account(['pupil']), desk)).rejects.toMatchObject({ code: 'notAllowed' });
		await expect(pullAs(desk.session, phone)).rejects.toMatchObject({ code: 'notAllowed' });
		await expect(pullAs(await other.account(['mediaLibrarian']), desk)).rejects.toMatchObject({ code: 'wrongSchool' });
		await school.revoke(phone.id);
		await expect(pullAs(phone.session, phone)).rejects.toMatchObject({ code: 'revokedInstallation' });
	});

	test('an answer never splits a change, and says that more follows', async () => {
		const school = await open();
		const desk = await school.desk();
		await desk.pull();
		const before = await school.seq();
		const names = (part: string, count: number) =>
			Array.from({ length: count }, (_, i) => ({ kind: 'patron', row: aPatron({ id: `${part}-${i}` as never }) }) as const);
		await school.write(names('a', 2500));
		await school.write(names('b', 2500));
		const answer = await desk.pullOnce();
		const scope = answer.scopes.find((each) => each.id.startsWith('desk:'));
		expect(scope).toMatchObject({ from: before, to: before + 1, more: true });
		expect(scope?.rows).toHaveLength(2500);
		expect((await desk.pull()).list('patron')).toHaveLength(5004);
	});

	test('one change larger than an answer comes whole', async () => {
		const school = await open();
		const desk = await school.desk();
		await desk.pull();
		const rows = Array.from({ length: 4500 }, (_, i) => ({ kind: 'patron', row: aPatron({ id: `p-${i}` as never }) }) as const);
		await school.write(rows);
		const answer = await desk.pullOnce();
		expect(answer.scopes.find((each) => each.id.startsWith('desk:'))?.rows).toHaveLength(4500);
	});

	test('a cursor from the future and another epoch are turned away', async () => {
		const school = await open();
		const desk = await school.desk();
		const scope = `desk:${school.id}`;
		await expect(desk.pullOnce({ [scope]: (await school.seq()) + 1 })).rejects.toMatchObject({ code: 'cursorAhead' });
		const request = { proto: protocolVersion, epoch: 'another', installation: desk.id, cursors: {}, report: { pending: 0, maxN: 0 } };
		await expect(buildPull(database(), desk.session, request)).rejects.toMatchObject({ code: 'wrongEpoch' });
	});

	test('a deleted row leaves every scope, and stays away from newcomers', async () => {
		const school = await open();
		const desk = await school.desk();
		await school.write([{ kind: 'title', row: aTitle({ id: 'doomed' as never }) }]);
		expect(await desk.row('title', 'doomed')).toBeDefined();
		await database().write('writeRows', { schoolId: school.id, rows: [{ kind: 'title', id: 'doomed', deleted: true }] });
		expect(await desk.row('title', 'doomed')).toBeUndefined();
		expect((await desk.pullFresh()).find('title', 'doomed')).toBeUndefined();
	});

	test('a pupil who changes class gets the new class and loses the old one', async () => {
		const school = await open();
		const phone = await school.phone('patron-1');
		expect((await phone.pull()).list('homeClass').map((row) => row.id)).toEqual(['1a']);
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '2b' as never }) }]);
		expect((await phone.pull()).list('homeClass').map((row) => row.id)).toEqual(['2b']);
	});

	test('writing what is there already moves nothing', async () => {
		const school = await open();
		const desk = await school.desk();
		await school.write([{ kind: 'title', row: aTitle({ id: 'same' as never }) }]);
		await desk.pull();
		await school.write([{ kind: 'title', row: aTitle({ id: 'same' as never }) }]);
		const answer = await desk.pullOnce();
		expect(answer.scopes.flatMap((scope) => scope.rows)).toEqual([]);
	});
}

async function perform(school: ServerSchool, desk: ServerInstallation, each: RandomAct): Promise<void> {
	school.now += 10_000;
	const at = school.now - each.early * 15_000;
	const [copyId, patronId, titleId] = [`copy-${each.copy}`, `patron-${each.patron}`, `title-${Math.ceil(each.copy / 2)}`];
	const state = desk.replica.find('copyState', copyId);
	const hold = desk.replica.list('hold')[each.copy - 1];
	const group = { groupId: ['1a', '2b', 'netl'][each.patron % 3], teacherId: 'teacher-1' };
	const pupils = { groupId: 'netl', patronIds: [patronId] };
	switch (each.verb) {
		case 'lend':
			desk.lend(each.copy, each.patron, at);
			break;
		case 'takeIn':
			desk.takeIn(each.copy, at);
			break;
		case 'renew':
			desk.perform('renew', { loanId: state?.open?.id ?? 'none', copyId }, at);
			break;
		case 'undo':
			desk.perform('undo', { target: state?.open?.source.operationId ?? `${desk.id}:1`, copyId }, at);
			break;
		case 'move':
			desk.perform('move-loan', { loanId: state?.open?.id ?? 'none', copyId, patronId }, at);
			break;
		case 'hold':
			desk.perform('place-hold', { holdId: `hold-${desk.id}-${school.now}`, titleId, patronId }, at);
			break;
		case 'cancel':
			desk.perform('cancel-hold', { holdId: hold?.id ?? 'none' }, at);
			break;
		case 'trap':
			desk.perform('trap-hold', { holdId: hold?.id ?? 'none', copyId }, at);
			break;
		case 'patron':
			await school.write([{ kind: 'patron', row: aPatron({ id: patronId as never, homeClassId: (each.copy > 3 ? '1a' : '2b') as never }) }]);
			break;
		case 'assign':
			desk.perform('assign-teacher', { ...group, mentor: each.copy > 3 }, at);
			break;
		case 'unassign':
			desk.perform('unassign-teacher', group, at);
			break;
		case 'join':
			desk.perform('join-teaching-group', pupils, at);
			break;
		case 'leave':
			desk.perform('leave-teaching-group', pupils, at);
			break;
		case 'read':
			desk.perform('log-reading-session', { sessionId: `s-${school.now}`, groupId: '1a', on: '2026-11-23', minutes: 15 + each.copy, patronIds: [patronId, 'patron-2'] }, at);
			break;
		case 'unread':
			desk.perform('take-back-reading-session', { sessionId: desk.replica.list('readingSession')[0]?.id ?? 'none' }, at);
			break;
		case 'title':
			await school.write([{ kind: 'title', row: aTitle({ id: `extra-${each.patron}` as never, title: `Now ${school.now}` }) }]);
			break;
		case 'delete':
			await school.database.write('writeRows', { schoolId: school.id, rows: [{ kind: 'title', id: `extra-${each.patron}`, deleted: true }] });
			break;
	}
	await desk.push();
}
