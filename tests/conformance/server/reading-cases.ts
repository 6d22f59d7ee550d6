import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { teachingId } from '#lib/domain/people/teaching.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';

const secret = 'Alleen voor mij: het einde is prachtig';
const work = { title: 'Het geheime dagboek', authors: ['Keuls, Yvonne'], pages: 180 };

/** The reading log is its reader's; what was handed in is seen by the pupil's teachers, and nothing else is. */
export function readingCases(database: () => OpenDatabase): void {
	async function open() {
		const school = await ServerSchool.create(database());
		const phone = await school.phone('patron-1');
		const laptop = await school.laptop('teacher-1');
		await school.write([{ kind: 'teaching', row: { id: teachingId('1a' as never, 'teacher-1' as never), groupId: '1a', teacherId: 'teacher-1', mentor: true, active: true, at: 0 } as never }]);
		return { school, phone, laptop };
	}

	function log(phone: ServerInstallation, entryId: string): void {
		phone.perform('start-reading', { entryId, work, form: 'paper', startedOn: '2026-11-01' });
		phone.perform('log-progress', { progressId: `${entryId}.1`, entryId, on: '2026-11-02', step: { unit: 'pages', amount: 30 } });
		phone.perform('set-reading', { entryId, change: { part: 'note', value: secret } });
	}

	const everything = async (installation: ServerInstallation) => JSON.stringify((await installation.pullFresh()).contents());

	test('a log reaches the other phone of the same pupil, and no desk, teacher or other pupil', async () => {
		const { school, phone, laptop } = await open();
		log(phone, 'r1');
		await phone.push();
		const other = await school.phone('patron-1');
		expect(await everything(other)).toContain(secret);
		for (const stranger of [laptop, await school.desk(), await school.phone('patron-2')]) {
			const held = await everything(stranger);
			expect(held).not.toContain(secret);
			expect(held).not.toContain(work.title);
		}
	});

	test('two phones that both logged without a network lose nothing', async () => {
		const { school, phone } = await open();
		const other = await school.phone('patron-1');
		log(phone, 'r1');
		await phone.push();
		await other.pull();
		for (const [device, id] of [[phone, 'a'], [other, 'b']] as const) {
			device.perform('log-progress', { progressId: id, entryId: 'r1', on: '2026-11-03', step: { unit: 'pages', amount: 20 } });
		}
		await other.push();
		await phone.push();
		for (const device of [phone, other]) {
			const steps = (await device.pull()).list('readingProgress');
			expect(steps.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'r1.1']);
		}
	});

	test('nobody writes in another’s log', async () => {
		const { school, phone } = await open();
		log(phone, 'r1');
		await phone.push();
		const thief = await school.phone('patron-2');
		thief.perform('log-progress', { progressId: 'x', entryId: 'r1', on: '2026-11-03', step: { unit: 'pages', amount: 1 } });
		thief.perform('erase-reading', { entryId: 'r1' });
		thief.perform('set-reading', { entryId: 'nowhere', change: { part: 'rating', value: 1 } });
		await thief.push();
		expect((await thief.pull()).list('outcome').map((outcome) => outcome.codes)).toEqual([['notPermitted'], ['notPermitted'], ['unknownReading']]);
		expect((await phone.pull()).list('readingProgress')).toHaveLength(1);
	});

	test('erasing leaves nothing: no row, no line in the feed, no operation that still says it', async () => {
		const { school, phone } = await open();
		log(phone, 'r1');
		log(phone, 'r2');
		phone.perform('erase-reading', { entryId: 'r1' });
		await phone.push();
		expect((await phone.pull()).list('readingEntry').map(({ id }) => id)).toEqual(['r2']);
		school.now += 60_000;
		phone.perform('set-reading-profile', { change: { part: 'goals', key: '2026-2027', value: 12 } });
		phone.perform('erase-reading-log', {});
		await phone.push();
		const replica = await phone.pull();
		expect(replica.list('readingEntry')).toEqual([]);
		expect(replica.list('readingProgress')).toEqual([]);
		expect(replica.find('readingProfile', 'patron-1')).toEqual({ id: 'patron-1', patronId: 'patron-1', erasedAt: school.now });
		expect(await whatIsStored(school)).not.toContain(work.title);
		expect(await whatIsStored(school)).not.toContain(secret);
	});

	test('what another phone logged before everything was erased counts for nothing when it comes late; what it logs after does', async () => {
		const { school, phone } = await open();
		const sleeper = await school.phone('patron-1');
		log(sleeper, 'late');
		school.now += 60_000;
		phone.perform('erase-reading-log', {});
		await phone.push();
		school.now += 60_000;
		log(sleeper, 'new');
		await sleeper.push();
		const replica = await sleeper.pull();
		expect(replica.list('readingEntry').map(({ id }) => id)).toEqual(['new']);
		expect(replica.list('readingProgress').map(({ id }) => id)).toEqual(['new.1']);
		expect(replica.list('outcome')).toEqual([]);
	});

	test('a pupil proposes, a teacher answers with words, and both see the same', async () => {
		const { school, phone, laptop } = await open();
		log(phone, 'r1');
		phone.perform('propose-title', { listedTitleId: 'l1', list: '15-18', work: { title: 'Max Havelaar', authors: ['Multatuli'], year: 1860 }, level: '5' });
		phone.perform('set-reading', { entryId: 'r1', change: { part: 'ending', value: { how: 'finished', on: '2026-11-10' } } });
		await phone.push();
		const before = (await laptop.pull()).find('classPupil', '1a.patron-1')?.reading;
		expect(before).toMatchObject({ titles: [{ id: 'l1', messages: [] }], finished: { '2026-2027': 1 }, reading: false });

		laptop.perform('judge-title', { listedTitleId: 'l1', status: 'rejected', name: 'Mw. Post', message: { id: 'm1', text: 'Kies eerst een lager niveau.' } });
		laptop.perform('set-reading-level', { readingLevelId: 'n1', patronId: 'patron-1', list: '15-18', level: '3', name: 'Mw. Post' });
		await laptop.push();
		const own = await phone.pull();
		expect(own.find('listedTitle', 'l1')?.verdict?.value).toEqual({ status: 'rejected', teacherId: 'teacher-1', name: 'Mw. Post' });
		expect(own.list('listMessage')).toMatchObject([{ text: 'Kies eerst een lager niveau.', from: 'teacher' }]);
		expect(own.list('readingLevel')).toMatchObject([{ level: '3', from: 'teacher', patronId: 'patron-1' }]);

		// What the pupil is shown as "what my teacher sees" is the very row that the teacher has.
		const { asOf: _asOf, ...seen } = (await laptop.pull()).find('classPupil', '1a.patron-1') ?? {};
		expect(own.find('classPupil', '1a.patron-1')).toEqual(seen);
		expect(await whatIsStored(school, 'operation')).not.toContain('Max Havelaar');
	});

	test('two teachers at once are harmless: the later word stands and both messages stay', async () => {
		const { school, phone, laptop } = await open();
		const colleague = await school.laptop('teacher-2');
		await school.write([{ kind: 'teaching', row: { id: teachingId('1a' as never, 'teacher-2' as never), groupId: '1a', teacherId: 'teacher-2', mentor: false, active: true, at: 0 } as never }]);
		phone.perform('propose-title', { listedTitleId: 'l1', list: '15-18', work: { title: 'Karakter', authors: [] } });
		await phone.push();
		laptop.perform('judge-title', { listedTitleId: 'l1', status: 'approved', name: 'A', message: { id: 'm1', text: 'Mooi.' } }, school.now + 2000);
		colleague.perform('judge-title', { listedTitleId: 'l1', status: 'rejected', name: 'B', message: { id: 'm2', text: 'Te kort.' } }, school.now + 1000);
		school.now += 5000;
		await laptop.push();
		await colleague.push();
		const own = await phone.pull();
		expect(own.find('listedTitle', 'l1')?.verdict?.value.status).toBe('approved');
		expect(own.list('listMessage').map(({ text }) => text).toSorted()).toEqual(['Mooi.', 'Te kort.']);
	});

	test('a teacher of other classes answers nobody here', async () => {
		const { school, phone } = await open();
		const stranger = await school.laptop('teacher-9');
		phone.perform('propose-title', { listedTitleId: 'l1', list: '15-18', work: { title: 'Karakter', authors: [] } });
		await phone.push();
		stranger.perform('judge-title', { listedTitleId: 'l1', status: 'approved', name: 'X' });
		stranger.perform('write-list-message', { messageId: 'm', listedTitleId: 'l1', name: 'X', text: 'hoi' });
		stranger.perform('set-reading-level', { readingLevelId: 'n', patronId: 'patron-1', list: '12-15', level: '2', name: 'X' });
		await stranger.push();
		expect((await stranger.pull()).list('outcome').map(({ codes }) => codes)).toEqual([['notYourPupil'], ['notYourPupil'], ['notYourPupil']]);
		expect((await phone.pull()).list('listMessage')).toEqual([]);
	});

	async function whatIsStored(school: ServerSchool, only?: string): Promise<string> {
		const { reader } = database();
		const all: string[] = [];
		for (const table of ['operation', 'feed', 'reading_entry', 'reading_progress', 'reading_profile', 'class_pupil', 'outcome'] as const) {
			if (only !== undefined && only !== table) continue;
			all.push(JSON.stringify(await reader.selectFrom(table as 'feed').selectAll().where('school_id', '=', school.id).execute()));
		}
		return all.join('\n');
	}
}
