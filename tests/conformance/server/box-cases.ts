import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';

const box = { id: 'box-1', name: 'Oorlog en vrijheid', collection: 'rotating', owner: 'Bibliotheek', receivedOn: '2026-11-23', backOn: '2027-01-15', keeperId: 'teacher-1' };

/** A box comes in and goes back by the scans of whatever desk; its keeper sees what is lent of it now, and nothing else. */
export function boxCases(database: () => OpenDatabase): void {
	async function open() {
		const school = await ServerSchool.create(database());
		const [desk, other, laptop] = [await school.desk(), await school.desk(), await school.laptop('teacher-1')];
		desk.perform('add-box', { box });
		await desk.push();
		await other.pull();
		return { school, desk, other, laptop };
	}
	const place = (device: ServerInstallation, copies: readonly number[], to: string, at?: number) =>
		device.perform('place-in-box', { boxId: 'box-1', copyIds: copies.map((copy) => `copy-${copy}`), place: to }, at);
	const lentOf = async (laptop: ServerInstallation) => (await laptop.pull()).list('boxLoan').map(({ copyId, givenName, homeClassName }) => [copyId, givenName, homeClassName]);

	test('two desks that scan one box come to one stay of each copy, whichever arrives first', async () => {
		for (const order of ['first', 'second']) {
			const { school, desk, other } = await open();
			const { now } = school;
			place(desk, [1, 2], 'received', now);
			place(desk, [3], 'returned', now + 2000);
			place(other, [2, 3], 'received', now + 1000);
			place(other, [1], 'returned', now + 3000);
			school.now = now + 10_000;
			for (const device of order === 'first' ? [desk, other] : [other, desk]) await device.push();
			const rows = (await desk.pull()).list('boxCopy').map(({ copyId, place: { value } }) => `${copyId} ${value}`).toSorted();
			expect(rows).toEqual(['copy-1 returned', 'copy-2 received', 'copy-3 returned']);
			const copies = ['copy-1', 'copy-2', 'copy-3'].map((id) => desk.replica.find('copy', id));
			expect(copies).toMatchObject([{ status: 'withdrawn' }, { status: 'inService', owner: 'Bibliotheek', collection: 'rotating', backOn: '2027-01-15' }, { status: 'withdrawn' }]);
			expect(await other.pull().then((replica) => replica.list('boxCopy'))).toHaveLength(3);
		}
	});

	test('its keeper sees who has something out of it now, by name and class, and of nothing that came back', async () => {
		const { school, desk, laptop } = await open();
		place(desk, [1, 2], 'received');
		desk.lend(1, 1);
		desk.lend(3, 2);
		await desk.push();
		expect(await lentOf(laptop)).toEqual([['copy-1', 'Sara', '1a']]);
		expect(laptop.replica.list('boxLoan').map((row) => JSON.stringify(row)).join()).not.toMatch(/patron-1|loan-/);
		expect((await laptop.pull()).list('copyState')).toEqual([]);
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-1' as never, givenName: 'Saar', homeClassId: '2b' as never }) }]);
		expect(await lentOf(laptop)).toEqual([['copy-1', 'Saar', '2b']]);
		await school.write([{ kind: 'homeClass', row: homeClassSchema.parse({ id: '2b', name: '2x' }) }]);
		expect(await lentOf(laptop)).toEqual([['copy-1', 'Saar', '2x']]);
		desk.takeIn(1, school.now + 1000);
		school.now += 5000;
		await desk.push();
		expect(await lentOf(laptop)).toEqual([]);
		expect(JSON.stringify((await laptop.pullFresh()).contents())).not.toContain('Saar');
	});

	test('a copy that is lent before its box is scanned, or leaves it, appears and goes', async () => {
		const { school, desk, laptop } = await open();
		desk.lend(1, 1);
		place(desk, [1], 'received');
		await desk.push();
		expect(await lentOf(laptop)).toHaveLength(1);
		place(desk, [1], 'settled', school.now + 1000);
		school.now += 5000;
		await desk.push();
		expect(await lentOf(laptop)).toEqual([]);
	});

	test('where nobody stands at a desk a pupil lends out of it and returns by itself, for no longer than the box stays', async () => {
		const { school, desk, laptop } = await open();
		await school.database.write('saveSchool', { school: { ...school.school, scenario: 2 } });
		desk.perform('edit-box', { id: 'box-1', base: { backOn: box.backOn }, change: { backOn: '2026-11-30' } });
		place(desk, [1], 'received');
		await desk.push();
		const phone = await school.phone('patron-1');
		const loanId = phone.lend(1, 1);
		await phone.push();
		expect((await laptop.pull()).list('boxLoan')).toMatchObject([{ copyId: 'copy-1', dueOn: '2026-11-30' }]);
		phone.perform('check-in', { copyId: 'copy-1', loanId }, school.now + 1000);
		school.now += 5000;
		await phone.push();
		expect(await lentOf(laptop)).toEqual([]);
	});

	test('who keeps it no longer loses the whole box, and another teacher never had it', async () => {
		const { desk, laptop, school } = await open();
		const stranger = await school.laptop('teacher-2');
		place(desk, [1], 'received');
		desk.lend(1, 1);
		await desk.push();
		expect((await stranger.pull()).list('box')).toEqual([]);
		expect((await laptop.pull()).list('box')).toHaveLength(1);
		desk.perform('edit-box', { id: 'box-1', base: { keeperId: 'teacher-1' }, change: { keeperId: 'teacher-2' } });
		await desk.push();
		const held = (device: ServerInstallation) => (['box', 'boxCopy', 'boxLoan'] as const).map((kind) => device.replica.list(kind).length);
		await laptop.pull();
		await stranger.pull();
		expect([held(laptop), held(stranger)]).toEqual([[0, 0, 0], [1, 1, 1]]);
	});

	test('nobody but a desk scans or changes it, and a box nobody knows is refused with its own reason', async () => {
		const { desk, laptop } = await open();
		place(laptop, [1], 'received');
		await laptop.push();
		desk.perform('place-in-box', { boxId: 'nowhere', copyIds: ['copy-1'], place: 'received' });
		desk.perform('edit-box', { id: 'box-1', base: { name: box.name }, change: { name: null } });
		await desk.push();
		const codes = async (device: ServerInstallation) => (await device.pull()).list('outcome').flatMap((row) => row.codes);
		expect(await codes(laptop)).toEqual(['notPermitted']);
		expect(await codes(desk)).toEqual(['unknownBox', 'invalidPayload']);
		expect(desk.replica.find('box', 'box-1')).toMatchObject({ name: box.name });
	});
}
