import { expect, test } from 'vitest';
import { linesOf } from '#lib/domain/reading/title-list.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';

/** A teacher's list reaches whom it is for, on whatever device it was changed, and nobody else. */
export function titleListCases(database: () => OpenDatabase): void {
	async function open(groupIds: readonly string[] = []) {
		const school = await ServerSchool.create(database());
		const [desk, laptop, phone, other] = [await school.desk(), await school.laptop('teacher-1'), await school.phone('patron-1'), await school.phone('patron-3')];
		desk.perform('assign-teacher', { groupId: '1a', teacherId: 'teacher-1' });
		await desk.push();
		laptop.perform('add-title-list', { id: 'list-1', name: 'Spannend', makerName: 'J. Bos', groupIds });
		entry(laptop, 'title-1', 1, 'Begin hier');
		entry(laptop, 'title-2', 2);
		await laptop.push();
		return { school, desk, laptop, phone, other };
	}
	const change = (device: ServerInstallation, what: object, at?: number) => device.perform('change-title-list', { id: 'list-1', change: what }, at);
	function entry(device: ServerInstallation, titleId: string, place: number, line?: string, at?: number) {
		return change(device, { part: 'entry', titleId, place, ...(line && { line }) }, at);
	}
	const shownTo = async (device: ServerInstallation) => (await device.pull()).list('titleList').map((list) => linesOf(list).map(({ titleId, line }) => (line ? `${titleId}: ${line}` : titleId)));
	const refusalsOf = async (device: ServerInstallation) => (await device.pull()).list('outcome').flatMap((row) => row.codes);

	test('a list for everybody is on every phone, in its order, and gone once it is withdrawn; its maker keeps it', async () => {
		const { phone, other, laptop, desk } = await open();
		for (const device of [phone, other, laptop, desk]) expect(await shownTo(device)).toEqual([['title-1: Begin hier', 'title-2']]);
		change(laptop, { part: 'withdrawn', value: true });
		await laptop.push();
		for (const device of [phone, other]) expect(await shownTo(device)).toEqual([]);
		for (const device of [laptop, desk]) expect(await shownTo(device)).toHaveLength(1);
		change(laptop, { part: 'withdrawn', value: false });
		await laptop.push();
		expect(await shownTo(phone)).toHaveLength(1);
	});

	test('a list for a class is for who sits there now: it comes and goes with the class', async () => {
		const { school, phone, other } = await open(['1a']);
		expect([await shownTo(phone), await shownTo(other)]).toEqual([[['title-1: Begin hier', 'title-2']], []]);
		await school.write([
			{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, homeClassId: '2b' as never }) },
			{ kind: 'patron', row: aPatron({ id: 'patron-3' as never, homeClassId: '1a' as never }) }
		]);
		expect([await shownTo(phone), await shownTo(other)]).toEqual([[], [['title-1: Begin hier', 'title-2']]]);
	});

	test('a desk and its maker change one list without a network and both changes stand, whoever comes first', async () => {
		for (const first of ['desk', 'laptop']) {
			const { school, desk, laptop, phone } = await open();
			await desk.pull();
			entry(desk, 'title-3', 0.5, undefined, school.now + 1000);
			entry(desk, 'title-1', 1, 'Van de balie', school.now + 1000);
			desk.perform('edit-title-list', { id: 'list-1', base: { name: 'Spannend' }, change: { name: 'Heel spannend' } }, school.now + 1000);
			entry(laptop, 'title-1', 1, 'Van de docent', school.now + 2000);
			change(laptop, { part: 'takenOff', titleId: 'title-2' }, school.now + 2000);
			laptop.perform('edit-title-list', { id: 'list-1', base: {}, change: { text: 'Voor de vakantie' } }, school.now + 2000);
			school.now += 10_000;
			for (const device of first === 'desk' ? [desk, laptop] : [laptop, desk]) await device.push();
			expect(await shownTo(phone)).toEqual([['title-3', 'title-1: Van de docent']]);
			expect(phone.replica.list('titleList')).toMatchObject([{ name: 'Heel spannend', text: 'Voor de vakantie' }]);
		}
	});

	test('a list for a class is seen by the others who teach it, as long as they do; only its maker changes it', async () => {
		const { desk, laptop, school } = await open(['1a']);
		const colleague = await school.laptop('teacher-2');
		expect(await shownTo(colleague)).toEqual([]);
		desk.perform('assign-teacher', { groupId: '1a', teacherId: 'teacher-2' });
		await desk.push();
		expect(await shownTo(colleague)).toEqual([['title-1: Begin hier', 'title-2']]);
		change(colleague, { part: 'takenOff', titleId: 'title-1' });
		await colleague.push();
		expect(await refusalsOf(colleague)).toEqual(['notYourList']);
		expect(await shownTo(laptop)).toEqual([['title-1: Begin hier', 'title-2']]);
		desk.perform('unassign-teacher', { groupId: '1a', teacherId: 'teacher-2' }, school.now + 1000);
		await desk.push();
		expect(await shownTo(colleague)).toEqual([]);
	});

	test('nobody changes another’s list or addresses a class that is not theirs; a pupil makes none', async () => {
		const { school, phone } = await open();
		const stranger = await school.laptop('teacher-2');
		entry(stranger, 'title-3', 9);
		stranger.perform('add-title-list', { id: 'list-2', name: 'Voor 1a', makerName: 'X', groupIds: ['1a'] });
		stranger.perform('edit-title-list', { id: 'list-1', base: { name: 'Spannend' }, change: { name: 'Mijn' } });
		await stranger.push();
		phone.perform('add-title-list', { id: 'list-3', name: 'Mijn', makerName: 'X', groupIds: [] });
		await phone.push();
		expect(await refusalsOf(stranger)).toEqual(['notYourList', 'notYourGroup', 'notYourList']);
		expect(await refusalsOf(phone)).toEqual(['notPermitted']);
		expect(await shownTo(phone)).toHaveLength(1);
	});
}
