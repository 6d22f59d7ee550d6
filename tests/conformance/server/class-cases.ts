import { expect, test } from 'vitest';
import { protocolVersion } from '#lib/protocol/sync.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import { aPatron } from '../../builders/domain.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';

/** A teacher holds the rows of own classes and groups, and of nobody else, whatever moves. */
export function classCases(database: () => OpenDatabase): void {
	async function open() {
		const school = await ServerSchool.create(database());
		const [desk, laptop] = [await school.desk(), await school.laptop('teacher-1')];
		return { school, desk, laptop };
	}
	const teaches = async (desk: ServerInstallation, groupId: string, change: object = {}) => {
		desk.perform('assign-teacher', { groupId, teacherId: 'teacher-1', ...change });
		await desk.push();
	};
	const pupilsOn = async (laptop: ServerInstallation) => (await laptop.pull()).list('classPupil').map((row) => row.id).toSorted();

	test('a teacher sees the own class by name, and nothing of lending, cards or other classes', async () => {
		const { school, desk, laptop } = await open();
		desk.lend(1, 1);
		await teaches(desk, '1a', { mentor: true });
		expect(await pupilsOn(laptop)).toEqual(['1a.patron-1', '1a.patron-2']);
		expect(laptop.replica.list('homeClass').map((row) => row.id)).toEqual(['1a']);
		expect(laptop.replica.list('teaching')).toMatchObject([{ groupId: '1a', mentor: true }]);
		expect(Object.keys(laptop.replica.contents()).toSorted()).toEqual(
			['cls:1a', 'pat:teacher-1', `avail:${school.id}`, `cat:${school.id}`, `dev:${laptop.id}`, `prg:${school.id}`, `rev:${school.id}`].toSorted()
		);
		const text = JSON.stringify(laptop.replica.contents());
		for (const secret of ['patron-3', 'loan-', '"card 00', 'homeClass 2b']) expect(text).not.toContain(secret);
	});

	test('a class gained later brings its older rows; one that is lost takes them along', async () => {
		const { school, desk, laptop } = await open();
		await laptop.pull();
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-3' as never, givenName: 'Yara', homeClassId: '2b' as never }) }]);
		await teaches(desk, '2b');
		expect(await pupilsOn(laptop)).toEqual(['2b.patron-3', '2b.patron-4']);
		school.now += 1000;
		desk.perform('unassign-teacher', { groupId: '2b', teacherId: 'teacher-1' });
		await desk.push();
		expect(await pupilsOn(laptop)).toEqual([]);
		expect(JSON.stringify(laptop.replica.contents())).not.toContain('Yara');
	});

	test('a pupil who changes class leaves the one and enters the other in one change', async () => {
		const { school, desk, laptop } = await open();
		const other = await school.laptop('teacher-2');
		await teaches(desk, '1a');
		desk.perform('assign-teacher', { groupId: '2b', teacherId: 'teacher-2' });
		await desk.push();
		await Promise.all([laptop.pull(), other.pull()]);
		const seq = await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '2b' as never }) }]);
		expect(await pupilsOn(laptop)).toEqual(['1a.patron-2']);
		expect(await pupilsOn(other)).toEqual(['2b.patron-1', '2b.patron-3', '2b.patron-4']);
		const entries = await database()
			.reader.selectFrom('feed')
			.select(['id', 'deleted'])
			.where('school_id', '=', school.id)
			.where('kind', '=', 'classPupil')
			.where('scope', 'like', 'cls:%')
			.where('seq', '=', seq)
			.orderBy('id')
			.execute();
		expect(entries).toEqual([
			{ id: '1a.patron-1', deleted: 1 },
			{ id: '2b.patron-1', deleted: 0 }
		]);
	});

	test('a pupil sits in a class and in teaching groups at once, and leaves school from all of them', async () => {
		const { school, desk, laptop } = await open();
		desk.perform('add-teaching-group', { group: { id: 'netl', name: '1.netl', tracks: [], subject: 'Nederlands' } });
		desk.perform('join-teaching-group', { groupId: 'netl', patronIds: ['patron-2', 'patron-3'] });
		await teaches(desk, 'netl');
		await teaches(desk, '1a');
		expect(await pupilsOn(laptop)).toEqual(['1a.patron-1', '1a.patron-2', 'netl.patron-2', 'netl.patron-3']);
		expect(laptop.replica.find('classPupil', 'netl.patron-3')).toMatchObject({ homeClassName: '2b' });
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-2' as never, homeClassId: '1a' as never, leftOn: '2026-11-20' as never }) }]);
		expect(await pupilsOn(laptop)).toEqual(['1a.patron-1', 'netl.patron-3']);
		school.now += 1000;
		desk.perform('leave-teaching-group', { groupId: 'netl', patronIds: ['patron-3'] });
		await desk.push();
		expect(await pupilsOn(laptop)).toEqual(['1a.patron-1']);
	});

	test('who is no longer a teacher holds no class any more', async () => {
		const { desk, laptop } = await open();
		await teaches(desk, '1a');
		expect(await pupilsOn(laptop)).toHaveLength(2);
		laptop.session = { ...laptop.session, roles: ['schoolLeader'] };
		expect(await pupilsOn(laptop)).toEqual([]);
	});

	test('two desks without a network: the last word in time counts, whoever comes back first', async () => {
		for (const order of ['older first', 'newer first']) {
			const { school, desk, laptop } = await open();
			const other = await school.desk();
			const teaching = { groupId: '1a', teacherId: 'teacher-1' };
			desk.perform('assign-teacher', teaching, school.now - 60_000);
			other.perform('unassign-teacher', teaching, school.now - 30_000);
			other.perform('assign-teacher', { ...teaching, mentor: true }, school.now - 20_000);
			other.perform('unassign-teacher', teaching, school.now - 10_000);
			for (const each of order === 'older first' ? [desk, other] : [other, desk]) await each.push();
			expect(await pupilsOn(laptop), order).toEqual([]);
		}
	});

	test('a teacher without a library card is known by the account', async () => {
		const { school, desk } = await open();
		const session = await school.account(['teacher']);
		const laptop = await school.install('laptop', 'account', session);
		desk.perform('assign-teacher', { groupId: '1a', teacherId: session.accountId });
		await desk.push();
		expect(await pupilsOn(laptop)).toHaveLength(2);
	});

	test('until when a pupil’s own records are here follows the pupil’s phone, to the quarter of an hour', async () => {
		const { school, desk, laptop } = await open();
		const accountId = await database().write('createAccount', {
			schoolId: school.id,
			loginName: 'sara',
			displayName: 'Sara',
			roles: ['pupil'],
			patronId: 'patron-1' as never
		});
		const phone = await school.install('phone', 'account', { accountId, schoolId: school.id, roles: ['pupil'], patronId: 'patron-1' as never, expiresAt: Infinity });
		await teaches(desk, '1a');
		const asOf = async () => (await laptop.pull()).find('classPupil', '1a.patron-1')?.asOf;
		expect(await asOf()).toBeUndefined();
		const { write, clock } = database();
		const report = { pending: 0, maxN: 3 };
		await write('report', { installationId: phone.id, report, at: clock() });
		await write('publishClassPupils', { schoolId: school.id, patronIds: ['patron-1' as never] });
		const first = await asOf();
		expect(first).toBeGreaterThan(0);
		await write('report', { installationId: phone.id, report: { ...report, pending: 2, oldestPending: 5000 }, at: clock() });
		expect(await asOf()).toBe(first);
		const later = { ...database(), clock: () => clock() + 16 * 60_000 };
		const request = { proto: protocolVersion, epoch: database().epoch, installation: laptop.id, cursors: laptop.replica.cursors(), report };
		laptop.replica.apply(await buildPull(later, laptop.session, request));
		expect(laptop.replica.find('classPupil', '1a.patron-1')?.asOf).toBe(5000);
		expect(laptop.replica.find('classPupil', '1a.patron-2')?.asOf).toBeUndefined();
	});

	test('two teachers of one class log at once, a pupil moves meanwhile: minutes are right in both classes, and neither reads too much', async () => {
		const { school, desk, laptop } = await open();
		const [colleague, newTeacher] = [await school.laptop('teacher-2'), await school.laptop('teacher-3')];
		for (const [groupId, teacherId] of [['1a', 'teacher-1'], ['1a', 'teacher-2'], ['2b', 'teacher-3']]) desk.perform('assign-teacher', { groupId, teacherId });
		await desk.push();
		for (const each of [laptop, colleague, newTeacher]) await each.pull();
		const both = { groupId: '1a', on: '2026-11-23', patronIds: ['patron-1', 'patron-2'] };
		laptop.perform('log-reading-session', { ...both, sessionId: 's1', minutes: 20 });
		colleague.perform('log-reading-session', { ...both, sessionId: 's2', minutes: 15 });
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, givenName: 'Moved', homeClassId: '2b' as never }) }]);
		await laptop.push();
		await colleague.push();
		const minutes = async (device: ServerInstallation) => (await device.pull()).list('classPupil').map((row) => [row.id, row.freeReading?.['2026-2027']]);
		expect(await minutes(laptop)).toEqual([['1a.patron-2', 35]]);
		expect(await minutes(colleague)).toEqual([['1a.patron-2', 35]]);
		expect(await minutes(newTeacher)).toContainEqual(['2b.patron-1', 35]);
		expect(laptop.replica.list('readingSession')).toHaveLength(2);
		for (const secret of ['patron-1', 'Moved']) expect(JSON.stringify(laptop.replica.contents())).not.toContain(secret);
		laptop.perform('take-back-reading-session', { sessionId: 's2' });
		await laptop.push();
		expect(await minutes(newTeacher)).toContainEqual(['2b.patron-1', 20]);
	});

	test('what was logged while a class was still one’s own counts; afterwards it is refused', async () => {
		const { school, desk, laptop } = await open();
		await teaches(desk, '1a');
		const session = { groupId: '1a', on: '2026-11-23', minutes: 10, patronIds: ['patron-1'] };
		laptop.perform('log-reading-session', { ...session, sessionId: 's1' }, school.now + 1000);
		school.now += 60_000;
		desk.perform('unassign-teacher', { groupId: '1a', teacherId: 'teacher-1' });
		await desk.push();
		school.now += 60_000;
		await laptop.push();
		school.now += 600_000;
		laptop.perform('log-reading-session', { ...session, sessionId: 's2' });
		await laptop.push();
		expect((await desk.pull()).list('readingSession').map((row) => row.id)).toEqual(['s1']);
		expect((await laptop.pull()).list('outcome')).toMatchObject([{ status: 'refused', codes: ['notYourGroup'] }]);
	});

	test('a consultant logs a lesson and follows classes and lessons without a single person', async () => {
		const { school, desk, laptop } = await open();
		await teaches(desk, '1a');
		const consultant = await school.install('library', 'account', await school.account(['consultant']));
		const lesson = { on: '2026-11-23', strand: 'mediaSkills', subject: 'Nederlands', minutes: 50 };
		consultant.perform('log-lesson', { ...lesson, lessonId: 'l1', groupId: '2b' });
		laptop.perform('log-lesson', { ...lesson, lessonId: 'l2', groupId: '1a' });
		laptop.perform('log-lesson', { ...lesson, lessonId: 'l3', groupId: '2b' });
		await consultant.push();
		await laptop.push();
		expect((await consultant.pull()).list('lesson').map((row) => row.id).toSorted()).toEqual(['l1', 'l2']);
		expect((await laptop.pull()).list('lesson').map((row) => row.id)).toEqual(['l2']);
		expect(Object.keys(consultant.replica.contents()).toSorted()).toEqual(
			[`avail:${school.id}`, `cat:${school.id}`, `dev:${consultant.id}`, `lib:${school.id}`, `prg:${school.id}`].toSorted()
		);
		expect(JSON.stringify(consultant.replica.contents())).not.toMatch(/patron-\d|givenName|teacher-/);
		consultant.perform('log-reading-session', { sessionId: 's', groupId: '1a', on: '2026-11-23', minutes: 10, patronIds: ['patron-1'] });
		await consultant.push();
		expect((await consultant.pull()).list('outcome')).toMatchObject([{ codes: ['notPermitted'] }]);
		consultant.perform('take-back-lesson', { lessonId: 'l1' });
		await consultant.push();
		expect((await desk.pull()).list('lesson').map((row) => row.id)).toEqual(['l2']);
	});

	test('a teacher assigns nobody, and a group that is not there gets no teacher', async () => {
		const { desk, laptop } = await open();
		laptop.perform('assign-teacher', { groupId: '1a', teacherId: 'teacher-1' });
		await laptop.push();
		expect(await pupilsOn(laptop)).toEqual([]);
		expect(laptop.replica.list('outcome')).toMatchObject([{ status: 'refused', codes: ['notPermitted'] }]);
		await teaches(desk, 'nowhere');
		expect((await desk.pull()).list('outcome')).toMatchObject([{ codes: ['unknownRecord', 'unknownTeachingGroup'] }]);
	});
}
