import { expect, test } from 'vitest';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { aPatron } from '../../builders/domain.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { edition, programmeStage } from './programme-stage.ts';

const hour = 3_600_000;
const steps = edition({
	id: 'steps',
	joining: 'everyone',
	vote: { kind: 'favourites', maximum: 2, from: '2026-08-01', to: '2027-07-01' },
	packs: {},
	steps: [
		{ id: 'gezien', name: 'Gezien', rule: { type: 'tick', by: 'teacher' } },
		{ id: 'blad', name: 'Zoekblad', rule: { type: 'sheet', questions: [{ id: 'weten', text: 'Wat?' }] } },
		{ id: 'pakket', name: 'Pakket', rule: { type: 'pack' } }
	]
});

/** Everyone sees an edition, and of who takes part what is theirs to see; all devices come to the same. */
export function programmeCases(database: () => OpenDatabase): void {
	const { open, counted, change, refusalsOf, shared } = programmeStage(database);

	test('an edition reaches everybody, once, however often it is sent', async () => {
		const { desk, laptop, phone } = await open(steps);
		desk.perform('add-edition', { edition: { ...steps, name: 'Other' } });
		await desk.push();
		for (const device of [desk, laptop, phone]) expect((await device.pull()).list('edition')).toMatchObject([{ name: 'Own' }]);
	});

	test('a phone and a laptop change one participation and both changes stand, whoever comes first', async () => {
		for (const order of ['phone first', 'laptop first']) {
			const { laptop, phone, desk } = await open(steps);
			change(phone, 'steps', 'patron-1', { part: 'votes', value: ['title-1', 'title-2'] });
			change(laptop, 'steps', 'patron-1', { part: 'ticks', key: 'gezien', value: true }, { groupId: '1a' });
			for (const each of order === 'phone first' ? [phone, laptop] : [laptop, phone]) await each.push();
			expect((await phone.pull()).find('participation', 'steps:patron-1')).toMatchObject({ votes: { value: ['title-1', 'title-2'] }, ticks: { gezien: { value: true } } });
			expect(await shared(laptop, 'steps', 'patron-1')).toMatchObject({ votes: 2, participation: { ticks: { gezien: { value: true } } } });
			expect((await desk.pull()).find('standing', 'steps:1a')).toMatchObject({ participants: 2, begun: 1, favourites: [{ titleId: 'title-1', votes: 1 }, { titleId: 'title-2', votes: 1 }] });
			expect(phone.replica.find('standing', 'steps')).toMatchObject({ participants: 4, begun: 1 });
		}
	});

	test('a teacher sees how many answers and votes there are, and a sheet only when it is handed in', async () => {
		const { laptop, phone } = await open(steps);
		change(phone, 'steps', 'patron-1', { part: 'answers', key: 'weten', value: 'geheim' });
		change(phone, 'steps', 'patron-1', { part: 'votes', value: ['title-3'] });
		await phone.push();
		expect(await shared(laptop, 'steps', 'patron-1')).toMatchObject({ answers: 1, votes: 1 });
		expect(JSON.stringify(laptop.replica.list('classPupil'))).not.toMatch(/geheim|title-3/);
		change(phone, 'steps', 'patron-1', { part: 'ticks', key: 'blad', value: true });
		await phone.push();
		expect(JSON.stringify((await laptop.pull()).list('classPupil'))).toContain('geheim');
	});

	test('nobody acts for a pupil who is not theirs', async () => {
		const { school, laptop, phone } = await open(steps);
		const other = await school.phone('patron-2');
		change(other, 'steps', 'patron-1', { part: 'takesPart', value: false });
		await other.push();
		change(laptop, 'steps', 'patron-3', { part: 'takesPart', value: false }, { groupId: '1a' });
		change(laptop, 'steps', 'patron-3', { part: 'takesPart', value: false }, { groupId: '2b' });
		change(laptop, 'steps', 'patron-1', { part: 'votes', value: ['title-1'] }, { groupId: '1a' });
		await laptop.push();
		change(phone, 'steps', 'patron-1', { part: 'consent', value: true });
		change(phone, 'steps', 'patron-1', { part: 'ticks', key: 'gezien', value: true });
		await phone.push();
		expect(await refusalsOf(other)).toEqual(['notPermitted']);
		expect(await refusalsOf(laptop)).toEqual(['notYourPupil', 'notYourPupil', 'notPermitted']);
		expect(await refusalsOf(phone)).toEqual(['notPermitted', 'notPermitted']);
	});

	test('what an edition does not have is refused with its own reason', async () => {
		const { desk, phone } = await open(steps);
		change(phone, 'steps', 'patron-1', { part: 'votes', value: ['title-1', 'title-2', 'title-3'] });
		change(phone, 'steps', 'patron-1', { part: 'answers', key: 'nergens', value: 'x' });
		change(desk, 'steps', 'patron-1', { part: 'target', value: 3 });
		change(desk, 'nowhere', 'patron-1', { part: 'takesPart', value: true });
		await phone.push();
		desk.perform('edit-edition', { id: 'steps', base: { closed: false }, change: { closed: true } });
		change(desk, 'steps', 'patron-1', { part: 'takesPart', value: true });
		await desk.push();
		expect(await refusalsOf(phone)).toEqual(['tooManyVotes', 'unknownStep']);
		expect(await refusalsOf(desk)).toEqual(['targetIsFixed', 'unknownEdition', 'editionClosed']);
	});

	test('two teachers enrol, tick and approve at once while a pupil moves: counts are right in both classes, and the new teacher alone reads it', async () => {
		const { school, desk, laptop, phone } = await open({ ...steps, joining: 'own' });
		const [colleague, newTeacher] = [await school.laptop('teacher-2'), await school.laptop('teacher-3')];
		for (const [groupId, teacherId] of [['1a', 'teacher-2'], ['2b', 'teacher-3']]) desk.perform('assign-teacher', { groupId, teacherId });
		await desk.push();
		phone.perform('propose-title', { listedTitleId: 'l1', list: '15-18', work: { title: 'Max Havelaar', authors: [] } });
		await phone.push();
		for (const each of [laptop, colleague, newTeacher]) await each.pull();
		const inClass = { groupId: '1a' };
		for (const patronId of ['patron-1', 'patron-2']) change(laptop, 'steps', patronId, { part: 'takesPart', value: true }, inClass);
		change(laptop, 'steps', 'patron-2', { part: 'ticks', key: 'gezien', value: true }, inClass);
		change(colleague, 'steps', 'patron-1', { part: 'takesPart', value: true }, inClass);
		change(colleague, 'steps', 'patron-1', { part: 'ticks', key: 'gezien', value: true }, inClass);
		colleague.perform('judge-title', { listedTitleId: 'l1', status: 'approved', name: 'B' });
		const moved = { givenName: 'Moved', homeClassId: '2b' as never };
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, ...moved }) }]);
		await laptop.push();
		await colleague.push();
		for (const former of [laptop, colleague]) {
			expect((await former.pull()).find('standing', 'steps:1a')).toMatchObject({ participants: 1, begun: 1 });
			for (const secret of ['patron-1', 'Moved', 'Max Havelaar']) expect(JSON.stringify(former.replica.contents())).not.toContain(secret);
		}
		const now = await newTeacher.pull();
		expect([now.find('standing', 'steps:2b'), now.find('standing', 'steps')]).toMatchObject([{ participants: 1, begun: 1 }, { participants: 2, begun: 2 }]);
		expect(now.find('classPupil', '2b.patron-1')).toMatchObject({
			givenName: 'Moved',
			programmes: { steps: { participation: { ticks: { gezien: { value: true } } } } },
			reading: { titles: [{ id: 'l1' }] }
		});
		expect(await shared(laptop, 'steps', 'patron-2')).toMatchObject({ participation: { ticks: { gezien: { value: true } } } });
		expect((await phone.pull()).find('listedTitle', 'l1')?.verdict?.value.status).toBe('approved');
	});

	test('work of a former teacher counts when the laptop had not heard and sends it within a month; what does not count is said', async () => {
		const { school, desk, laptop, phone } = await open(steps);
		const attic = await school.install('attic', 'account', laptop.session);
		const tick = (device: ServerInstallation, value: boolean, at?: number) =>
			device.perform('change-participation', { editionId: 'steps', patronId: 'patron-1', groupId: '1a', change: { part: 'ticks', key: 'gezien', value } }, at);
		const ticked = async () => (await phone.pull()).find('participation', 'steps:patron-1')?.ticks?.['gezien']?.value;
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '2b' as never }) }]);
		const parted = Date.now();
		school.now = parted + hour;
		tick(laptop, true);
		await laptop.push();
		expect([await ticked(), await refusalsOf(laptop)]).toEqual([true, []]);
		// Now the laptop has heard; saying that it was earlier, even before what it sent already, does not help.
		school.now += hour;
		tick(laptop, false);
		tick(laptop, false, parted - hour);
		await laptop.push();
		expect([await ticked(), await refusalsOf(laptop)]).toEqual([true, ['notYourPupil', 'notYourPupil']]);
		school.now = parted + 31 * 24 * hour;
		tick(attic, false, parted - hour);
		await attic.push();
		expect([await ticked(), await refusalsOf(attic)]).toEqual([true, ['notYourPupil']]);
		expect((await desk.pull()).find('classPupil', '1a.patron-1')).toBeUndefined();
	});

	test('a reading counts under whatever name its title is listed, also when merges are made and taken back', async () => {
		const { desk, laptop, phone } = await open(edition({ id: 'listed', joining: 'everyone', eligible: { titleIds: ['title-1'] }, steps: [{ id: 'lezen', name: 'Gelezen', rule: { type: 'titles', count: 1 } }] }));
		const counts = async () => (await shared(laptop, 'listed', 'patron-1'))?.counts.titles ?? 0;
		phone.perform('start-reading', { entryId: 'r1', titleId: 'title-2', work: { title: 'Title 2', authors: [] }, form: 'paper', startedOn: '2026-10-01' });
		phone.perform('set-reading', { entryId: 'r1', change: { part: 'ending', value: { how: 'finished', on: '2026-10-20' } } });
		await phone.push();
		expect(await counts()).toBe(0);
		desk.perform('merge-titles', { keep: 'title-2', drop: 'title-1' });
		await desk.push();
		await counted();
		expect(await counts()).toBe(1);
		desk.perform('merge-titles', { keep: 'title-3', drop: 'title-2' });
		await desk.push();
		await counted();
		expect(await counts()).toBe(1);
		desk.perform('split-titles', { id: 'title-1', copyIds: ['copy-1', 'copy-2'], holdIds: [], endedHoldIds: [], filled: [], isbns: [] });
		await desk.push();
		await counted();
		expect(await counts()).toBe(0);
	});

	test('a pack is ordered by the library, handed out by the teacher, and counts for the whole class', async () => {
		const { school, desk, laptop, phone } = await open(steps);
		const consultant = await school.install('consultant', 'account', await school.account(['consultant']));
		const pack = { editionId: 'steps', groupId: '1a' };
		consultant.perform('change-class-pack', { ...pack, part: 'ordered', value: 30 });
		consultant.perform('change-class-pack', { ...pack, part: 'handedOut', value: 30 });
		await consultant.push();
		laptop.perform('change-class-pack', { ...pack, part: 'handedOut', value: 28 });
		laptop.perform('change-class-pack', { ...pack, groupId: '2b', part: 'handedOut', value: 28 });
		await laptop.push();
		expect(await refusalsOf(consultant)).toEqual(['notPermitted']);
		expect(await refusalsOf(laptop)).toEqual(['notPermitted']);
		expect((await desk.pull()).find('classPack', 'steps:1a')).toMatchObject({ ordered: { value: 30 }, handedOut: { value: 28 } });
		expect((await phone.pull()).find('standing', 'steps:1a')).toMatchObject({ packHandedOut: true });
		expect(phone.replica.list('classPack')).toEqual([]);
	});

	test('a pupil who changes class takes the progress along: both classes count right', async () => {
		const { school, desk, laptop } = await open(steps);
		change(desk, 'steps', 'patron-1', { part: 'ticks', key: 'gezien', value: true });
		await desk.push();
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '2b' as never }) }]);
		await desk.pull();
		expect(desk.replica.find('standing', 'steps:1a')).toMatchObject({ participants: 1, begun: 0 });
		expect(desk.replica.find('standing', 'steps:2b')).toMatchObject({ participants: 3, begun: 1 });
		expect(await shared(laptop, 'steps', 'patron-1')).toBeUndefined();
	});

	test('a changed audience is counted again for everybody, a part at a time', async () => {
		const { school, desk, laptop } = await open(steps);
		await school.write([{ kind: 'homeClass', row: homeClassSchema.parse({ id: '1a', name: '1a', yearLayer: 1, tracks: ['havo'] }) }]);
		desk.perform('edit-edition', { id: 'steps', base: { audience: steps.audience }, change: { audience: { yearLayers: [2], tracks: [], homeClassIds: [] } } });
		await desk.push();
		await counted();
		expect((await desk.pull()).find('standing', 'steps')).toMatchObject({ participants: 0 });
		expect(await shared(laptop, 'steps', 'patron-1')).toBeUndefined();
	});
}
