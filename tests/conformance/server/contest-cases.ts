import { expect, test } from 'vitest';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { aPatron } from '../../builders/domain.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { edition, programmeStage } from './programme-stage.ts';

const aloud = edition({
	id: 'read-aloud',
	consentNeeded: true,
	rounds: [
		{ id: 'klas', name: 'Klassenronde', level: 'class', criteria: ['Tempo'] },
		{ id: 'school', name: 'Schoolfinale', level: 'school', criteria: ['Tempo'] }
	],
	steps: [{ id: 'voorgelezen', name: 'Voorgelezen', rule: { type: 'round', roundId: 'klas' } }]
});

/** What a teacher is told of the rounds of one of its pupils. */
async function roundsToldOf(teacher: ServerInstallation, patronId: string) {
	const pupil = (await teacher.pull()).list('classPupil').find((row) => row.patronId === patronId);
	return Object.values(pupil?.programmes ?? {})[0]?.rounds;
}

/** Reading aloud, from the class to the rounds outside the school: who scores, who reads what of it, and whose name may leave. */
export function contestCases(database: () => OpenDatabase): void {
	const { open, change, refusalsOf } = programmeStage(database);

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

	test('the library hears who reads in its rounds as long as there is consent, says how they fared, and school and pupil read it', async () => {
		const outside = ['library', 'province', 'national'].map((level) => ({ id: level, name: level, level, criteria: ['Tempo'] }));
		const { school, desk, laptop, phone } = await open({ ...aloud, rounds: [...aloud.rounds, ...(outside as Edition['rounds'])] });
		const library = await school.install('library', 'account', await school.account(['consultant']));
		const leader = await school.install('leader', 'account', await school.account(['schoolLeader']));
		const rounds = async (device: ServerInstallation) => (await device.pull()).list('readAloudRound').toSorted((a, b) => (a.id < b.id ? -1 : 1));
		const enter = (roundId: string, patronId: string, withdrawn = false) =>
			desk.perform('change-read-aloud', { editionId: 'read-aloud', roundId, groupId: 'school', change: { part: 'entry', patronId, value: { title: `Book of ${patronId}`, fragment: '', withdrawn } } });
		const consents = (patronId: string, value: boolean) => change(desk, 'read-aloud', patronId, { part: 'consent', value });
		const results = (device: ServerInstallation, roundId: string, patronId: string, result: string | null) => device.perform('set-round-result', { editionId: 'read-aloud', roundId, patronId, result });
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '1a' as never, givenName: 'Sara', infix: 'de', familyName: 'Wit' }) }]);
		for (const patronId of ['patron-1', 'patron-2']) {
			consents(patronId, true);
			enter('school', patronId);
			enter('library', patronId);
		}
		desk.perform('change-read-aloud', { editionId: 'read-aloud', roundId: 'library', groupId: 'school', change: { part: 'score', patronId: 'patron-1', value: [9] } });
		school.now += 1000;
		consents('patron-2', false);
		await desk.push();

		expect(await rounds(library)).toMatchObject([{ id: 'read-aloud:library:school', names: { 'patron-1': 'Sara de Wit' }, entries: { 'patron-1': { value: { title: 'Book of patron-1' } } }, scores: {} }]);
		expect(JSON.stringify(library.replica.contents())).not.toContain('patron-2');
		expect(await rounds(leader)).toEqual(await rounds(library));
		expect(await rounds(laptop)).toEqual([]);

		results(library, 'library', 'patron-1', 'won');
		results(library, 'library', 'patron-2', 'third');
		results(library, 'school', 'patron-1', 'won');
		results(laptop, 'library', 'patron-1', 'third');
		await library.push();
		await laptop.push();
		expect([await refusalsOf(library), await refusalsOf(laptop)]).toEqual([['unknownPatron', 'unknownStep'], ['notPermitted']]);
		enter('province', 'patron-1');
		await desk.push();
		results(library, 'province', 'patron-1', 'second');
		await library.push();
		school.now += 1000;
		results(desk, 'province', 'patron-1', 'third');
		await desk.push();
		const fared = (await rounds(phone)).map(({ roundId, results: own }) => [roundId, own?.['patron-1']?.value]);
		expect(fared).toEqual([['library', 'won'], ['province', 'third'], ['school', undefined]]);
		expect(await roundsToldOf(laptop, 'patron-1'), 'its teacher hears it, and holds no round of the school').toEqual({ school: null, library: 'won', province: 'third' });
		expect(await rounds(laptop)).toEqual([]);
		expect((await desk.pull()).find('readAloudRound', 'read-aloud:library:school')).toMatchObject({ results: { 'patron-1': { value: 'won' } }, scores: { 'patron-1': {} } });
		expect((await desk.pull()).find('readAloudRound', 'read-aloud:library:school')).not.toHaveProperty('names');

		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '1a' as never, givenName: 'Sarah', infix: 'de', familyName: 'Wit' }) }]);
		expect((await rounds(library)).map((row) => row.names)).toEqual([{ 'patron-1': 'Sarah de Wit' }, { 'patron-1': 'Sarah de Wit' }]);
		school.now += 1000;
		consents('patron-1', false);
		await desk.push();
		expect(await rounds(library)).toEqual([]);
		for (const secret of ['patron-1', 'Sarah', 'Book of']) expect(JSON.stringify(library.replica.contents())).not.toContain(secret);
		results(library, 'province', 'patron-1', 'won');
		await library.push();
		expect(await refusalsOf(library)).toEqual(['unknownPatron', 'unknownStep', 'unknownPatron']);
	});

	test('of readers who turned out to be one person the library hears the name that stays', async () => {
		const { school, desk, laptop } = await open({ ...aloud, rounds: [{ id: 'library', name: 'Library', level: 'library', criteria: [] }], steps: [] });
		const library = await school.install('library', 'account', await school.account(['consultant']));
		for (const [id, givenName] of [['patron-1', 'Was'], ['patron-2', 'Stays']] as const) await school.write([{ kind: 'patron', row: aPatron({ id: id as never, homeClassId: '1a' as never, givenName, infix: 'de', familyName: 'Vries' }) }]);
		change(desk, 'read-aloud', 'patron-1', { part: 'consent', value: true });
		desk.perform('change-read-aloud', { editionId: 'read-aloud', roundId: 'library', groupId: 'school', change: { part: 'entry', patronId: 'patron-1', value: { title: 'Lampje', fragment: '', withdrawn: false } } });
		await desk.push();
		const named = async () => Object.values((await library.pull()).find('readAloudRound', 'read-aloud:library:school')?.names ?? {});
		expect(await named()).toEqual(['Was de Vries']);
		desk.perform('merge-patrons', { from: 'patron-1', into: 'patron-2' });
		await desk.push();
		expect(await named()).toEqual(['Stays de Vries']);
		expect(await roundsToldOf(laptop, 'patron-2'), 'the round is of whoever stays').toEqual({ library: null });
		school.now += 1000;
		change(desk, 'read-aloud', 'patron-2', { part: 'consent', value: false });
		await desk.push();
		expect(await named()).toEqual([]);
	});
}
