import { expect, test } from 'vitest';
import { editionSchema, type Edition } from '#lib/domain/programmes/edition.ts';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { aPatron } from '../../builders/domain.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const hour = 3_600_000;
const aloud = edition({
	id: 'read-aloud',
	consentNeeded: true,
	rounds: [
		{ id: 'klas', name: 'Klassenronde', level: 'class', criteria: ['Tempo'] },
		{ id: 'school', name: 'Schoolfinale', level: 'school', criteria: ['Tempo'] }
	],
	steps: [{ id: 'voorgelezen', name: 'Voorgelezen', rule: { type: 'round', roundId: 'klas' } }]
});
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

function edition(values: object): Edition {
	const own = { programmeId: 'own', name: 'Own', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15' };
	return editionSchema.parse({ ...own, ...values });
}

/** Everyone sees an edition, and of who takes part what is theirs to see; all devices come to the same. */
export function programmeCases(database: () => OpenDatabase): void {
	async function open(row: Edition) {
		const school = await ServerSchool.create(database());
		const [desk, laptop, phone] = [await school.desk(), await school.laptop('teacher-1'), await school.phone('patron-1')];
		desk.perform('assign-teacher', { groupId: '1a', teacherId: 'teacher-1' });
		desk.perform('add-edition', { edition: row });
		await desk.push();
		await counted();
		return { school, desk, laptop, phone };
	}
	/** What the server does by itself after an edition has changed. */
	async function counted(): Promise<void> {
		while (await database().write('countProgressAgain', {}));
	}
	const change = (device: ServerInstallation, editionId: string, patronId: string, what: object, more: object = {}) =>
		device.perform('change-participation', { editionId, patronId, change: what, ...more });
	const refusalsOf = async (device: ServerInstallation) => (await device.pull()).list('outcome').flatMap((row) => row.codes);
	const shared = async (laptop: ServerInstallation, editionId: string, patronId: string) =>
		(await laptop.pull()).find('classPupil', `1a.${patronId}`)?.programmes?.[editionId as never];

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

	test('a class round: two teachers score at once without a network, and a reader sees no scores', async () => {
		const { school, desk, laptop, phone } = await open(aloud);
		const second = await school.laptop('teacher-2');
		desk.perform('assign-teacher', { groupId: '1a', teacherId: 'teacher-2' });
		await desk.push();
		const round = { editionId: 'read-aloud', roundId: 'klas', groupId: '1a' };
		laptop.perform('change-read-aloud', { ...round, change: { part: 'entry', patronId: 'patron-1', value: { title: 'Lampje', fragment: 'p. 3' } } });
		await laptop.push();
		for (const [device, number] of [[laptop, 8], [second, 6]] as const) {
			device.perform('change-read-aloud', { ...round, change: { part: 'score', patronId: 'patron-1', value: [number] } });
			await device.push();
		}
		laptop.perform('change-read-aloud', { ...round, change: { part: 'winner', value: 'patron-1' } });
		await laptop.push();
		const row = (await second.pull()).find('readAloudRound', 'read-aloud:klas:1a');
		expect(Object.values(row?.scores['patron-1'] ?? {}).map((each) => each.value[0]).toSorted()).toEqual([6, 8]);
		expect((await phone.pull()).find('readAloudRound', 'read-aloud:klas:1a')).toMatchObject({ entries: { 'patron-1': { value: { title: 'Lampje' } } }, scores: {}, winner: { value: 'patron-1' } });
		expect((await (await school.phone('patron-2')).pull()).list('readAloudRound')).toEqual([]);
		expect((await desk.pull()).find('standing', 'read-aloud:1a')).toMatchObject({ participants: 0 });
		change(phone, 'read-aloud', 'patron-1', { part: 'takesPart', value: true });
		await phone.push();
		expect((await desk.pull()).find('standing', 'read-aloud:1a')).toMatchObject({ participants: 1, done: 1 });
	});

	test('a teacher runs no round of another class or of the school; a pupil who moved keeps the score', async () => {
		const { school, desk, laptop } = await open(aloud);
		const round = { editionId: 'read-aloud', roundId: 'klas', groupId: '1a' };
		const score = { part: 'score', patronId: 'patron-1', value: [7] };
		laptop.perform('change-read-aloud', { ...round, change: { part: 'entry', patronId: 'patron-1', value: { title: 'A', fragment: '' } } });
		laptop.perform('change-read-aloud', { ...round, groupId: '2b', change: { ...score, patronId: 'patron-3' } });
		laptop.perform('change-read-aloud', { ...round, roundId: 'school', groupId: 'school', change: score });
		laptop.perform('change-read-aloud', { ...round, change: { ...score, patronId: 'patron-3' } });
		await laptop.push();
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '2b' as never }) }]);
		laptop.perform('change-read-aloud', { ...round, change: score });
		await laptop.push();
		expect(await refusalsOf(laptop)).toEqual(['notPermitted', 'notPermitted', 'unknownPatron']);
		expect((await desk.pull()).find('readAloudRound', 'read-aloud:klas:1a')?.scores['patron-1']).toBeDefined();
	});

	test('of a pupil who left the class its round keeps nothing there, and all of it where it came back', async () => {
		const { school, desk, laptop } = await open(aloud);
		const round = { editionId: 'read-aloud', roundId: 'klas', groupId: '1a' };
		for (const patronId of ['patron-1', 'patron-2']) laptop.perform('change-read-aloud', { ...round, change: { part: 'entry', patronId, value: { title: `Of ${patronId}`, fragment: '' } } });
		laptop.perform('change-read-aloud', { ...round, change: { part: 'score', patronId: 'patron-1', value: [7] } });
		laptop.perform('change-read-aloud', { ...round, change: { part: 'winner', value: 'patron-1' } });
		await laptop.push();
		const whole = (await laptop.pull()).find('readAloudRound', 'read-aloud:klas:1a');
		const sitsIn = (homeClassId: string) => school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: homeClassId as never }) }]);
		await sitsIn('2b');
		const left = (await laptop.pull()).find('readAloudRound', 'read-aloud:klas:1a');
		expect([Object.keys(left?.entries ?? {}), left?.scores, left?.winner]).toEqual([['patron-2'], {}, undefined]);
		expect(JSON.stringify(laptop.replica.contents())).not.toContain('patron-1');
		expect((await desk.pull()).find('readAloudRound', 'read-aloud:klas:1a')).toEqual(whole);
		await sitsIn('1a');
		expect((await laptop.pull()).find('readAloudRound', 'read-aloud:klas:1a')).toEqual(whole);
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

	test('a name leaves the school for the round in the library only with consent', async () => {
		const { school, desk } = await open({ ...aloud, rounds: [...aloud.rounds, { id: 'bieb', name: 'Bibliotheek', level: 'library', criteria: ['Tempo'] }] });
		const enter = (roundId: string, withdrawn = false) =>
			desk.perform('change-read-aloud', { editionId: 'read-aloud', roundId, groupId: 'school', change: { part: 'entry', patronId: 'patron-1', value: { title: 'Lampje', fragment: '', withdrawn } } });
		const entered = async () => (await desk.pull()).list('readAloudRound').filter(({ entries }) => entries['patron-1']?.value.withdrawn === false).map(({ roundId }) => roundId);
		enter('school');
		enter('bieb');
		await desk.push();
		expect([await refusalsOf(desk), await entered()]).toEqual([['consentMissing'], ['school']]);
		school.now += 1000;
		change(desk, 'read-aloud', 'patron-1', { part: 'consent', value: true });
		enter('bieb');
		await desk.push();
		expect((await entered()).toSorted()).toEqual(['bieb', 'school']);
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
