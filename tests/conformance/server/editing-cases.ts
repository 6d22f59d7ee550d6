import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { ServerSchool } from '../../builders/server-school.ts';

/** Two people edit one record: per field the first that arrives stands, and the other is told. */
export function editingCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	async function twoEdits() {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.perform('edit-title', { id: 'title-1', base: { title: 'Title 1', genre: null }, change: { title: 'By A', genre: 'oorlog' } });
		b.perform('edit-title', { id: 'title-1', base: { title: 'Title 1', year: null }, change: { title: 'By B', year: 1950 } });
		return { a, b };
	}

	test.each([
		['a', 'b'],
		['b', 'a']
	] as const)('a clash keeps what arrived first and applies all other fields: %s before %s', async (one, other) => {
		const desks = await twoEdits();
		const [first, second] = [desks[one], desks[other]];
		await first.push();
		await second.push();
		const [kept, wanted] = [`By ${one.toUpperCase()}`, `By ${other.toUpperCase()}`];
		for (const desk of [first, second]) {
			expect(await desk.row('title', 'title-1')).toMatchObject({ title: kept, genre: 'oorlog', year: 1950 });
		}
		expect(first.replica.list('outcome')).toEqual([]);
		expect(second.replica.list('outcome')).toMatchObject([
			{ status: 'noticed', codes: ['editClash'], facts: { id: 'title-1', fields: 'title', 'kept.title': kept, 'wanted.title': wanted } }
		]);
	});

	test('a changed setting reaches every installation of the school, phones too, and no other school', async () => {
		const [school, other] = [await open(), await open()];
		const [desk, phone, elsewhere] = [await school.desk(), await school.phone('patron-1'), await other.desk()];
		await phone.pull();
		const locations = [{ id: 'location-1', name: 'Hoofdgebouw', code: `${school.school.brin}00` }, { id: 'annexe', name: 'Dependance', code: `${school.school.brin}01` }];
		desk.perform('edit-school', { id: school.id, base: { locations: school.school.locations, idleSeconds: 45 }, change: { locations, idleSeconds: 90 } });
		await desk.push();
		expect(await desk.row('school', school.id)).toMatchObject({ idleSeconds: 90, locations });
		expect(await phone.row('school', school.id)).toMatchObject({ idleSeconds: 90, locations });
		expect(await elsewhere.row('school', other.id)).toMatchObject({ idleSeconds: 45 });
		expect((await (await school.desk()).pullFresh()).find('school', school.id)).toMatchObject({ idleSeconds: 90 });
	});

	test.each([
		['first', 3, 4],
		['second', 4, 3]
	] as const)('two settings desks change one rule and one each: the %s order keeps the rule that arrived first', async (_order, first, second) => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		const { totalMaximum, holdMaximum, holdShelfDays } = school.school.rules;
		const base = { 'rules.totalMaximum': totalMaximum, 'rules.holdMaximum': holdMaximum, 'rules.holdShelfDays': holdShelfDays };
		a.perform('edit-school', { id: school.id, base, change: { 'rules.totalMaximum': first, 'rules.holdMaximum': 2 } });
		b.perform('edit-school', { id: school.id, base, change: { 'rules.totalMaximum': second, 'rules.holdShelfDays': 9 } });
		await a.push();
		await b.push();
		const rules = { totalMaximum: first, holdMaximum: 2, holdShelfDays: 9 };
		expect((await b.row('school', school.id))?.rules).toEqual({ ...school.school.rules, ...rules });
		expect(b.replica.list('outcome')).toMatchObject([{ facts: { 'kept.rules.totalMaximum': first, 'wanted.rules.totalMaximum': second } }]);
	});

	test('a lending rule counts for what is lent after it was changed', async () => {
		const school = await open();
		const desk = await school.desk();
		const { terms } = school.school.rules;
		desk.perform('edit-school', { id: school.id, base: { 'rules.terms': terms }, change: { 'rules.terms': [{ days: 7, renewals: 0, renewalDays: 7 }] } });
		desk.lend(1, 1);
		await desk.push();
		expect((await desk.row('copyState', 'copy-1'))?.open?.dueOn).toBe('2026-11-30');
	});

	test('a pupil who changes class sees the new class and no longer the old; what staff note stays at the desk', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		await phone.pull();
		const change = { homeClassId: '2b', attention: 'bril' };
		desk.perform('edit-patron', { id: 'patron-1', base: { homeClassId: '1a', attention: null }, change });
		await desk.push();
		expect(await desk.row('patron', 'patron-1')).toMatchObject(change);
		expect(await phone.row('homeClass', '2b')).toBeDefined();
		expect(phone.replica.find('homeClass', '1a')).toBeUndefined();
		expect(phone.replica.find('patron', 'patron-1')).toMatchObject({ homeClassId: '2b' });
		expect(phone.replica.find('patron', 'patron-1')).not.toHaveProperty('attention');
	});

	test('a renamed class reaches its pupils', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		desk.perform('edit-home-class', { id: '1a', base: { name: '1a' }, change: { name: '2a' } });
		await desk.push();
		expect(await phone.row('homeClass', '1a')).toMatchObject({ name: '2a' });
	});

	test('two desks give two copies one label: the second is refused, and everything else goes on', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.perform('edit-copy', { id: 'copy-1', base: { barcode: 'b-1' }, change: { barcode: 'new' } });
		b.perform('edit-copy', { id: 'copy-2', base: { barcode: 'b-2' }, change: { barcode: 'new' } });
		b.perform('edit-copy', { id: 'copy-2', base: { shelf: null }, change: { shelf: 'A1' } });
		await a.push();
		expect((await b.push()).lastN).toBe(2);
		expect(await b.row('copy', 'copy-2')).toMatchObject({ barcode: 'b-2', shelf: 'A1' });
		expect(b.replica.list('outcome')).toMatchObject([{ status: 'refused', codes: ['barcodeTaken'] }]);
	});

	test('a patron added twice stays as others have made it since', async () => {
		const school = await open();
		const desk = await school.desk();
		desk.perform('edit-patron', { id: 'patron-1', base: { attention: null }, change: { attention: 'bril' } });
		desk.perform('add-patron', { patron: { id: 'patron-1', givenName: 'Ander', familyName: 'Mens' } });
		await desk.push();
		expect(await desk.row('patron', 'patron-1')).toMatchObject({ givenName: 'Sara', attention: 'bril' });
	});

	test('a closure moves due dates on other desks and phones; a loan that was renewed meanwhile keeps its own', async () => {
		const school = await open();
		const [desk, other, phone] = [await school.desk(), await school.desk(), await school.phone('patron-1')];
		const [first, second] = [desk.lend(1, 1), desk.lend(2, 2)];
		await desk.push();
		await other.pull();
		// Offline, before anybody told of the closure.
		school.now += 60_000;
		other.perform('renew', { loanId: second, copyId: 'copy-2' });
		school.now += 60_000;
		const closurePeriods = [{ name: 'Storm', from: '2026-12-14', to: '2026-12-15' }];
		desk.perform('edit-school', { id: school.id, base: { closurePeriods: null }, change: { closurePeriods } });
		const move = (loanId: string, copyId: string) => ({ loanId, copyId, from: '2026-12-14', to: '2026-12-16' });
		desk.perform('move-due-dates', { loans: [move(first, 'copy-1'), move(second, 'copy-2')] });
		await desk.push();
		await other.push();
		for (const device of [desk, other, phone]) expect((await device.row('copyState', 'copy-1'))?.open?.dueOn).toBe('2026-12-16');
		// Renewed before it was moved: in the order of time the move finds another due date, out of the closure already.
		expect((await desk.row('copyState', 'copy-2'))?.open).toMatchObject({ dueOn: '2026-12-16', renewals: 1 });
		expect(desk.replica.list('incident')).toEqual([]);
	});

	test('merged titles are one for every device, and a hold placed without knowing stands in the one queue', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		await phone.pull();
		desk.perform('merge-titles', { keep: 'title-1', drop: 'title-2' });
		await desk.push();
		phone.perform('place-hold', { holdId: 'hold-1', titleId: 'title-2', patronId: 'patron-1' });
		desk.perform('add-copy', { copy: { id: 'copy-9', titleId: 'title-2', barcode: 'b-9', status: 'inService', loanType: 'normal' } });
		await phone.push();
		await desk.push();
		expect(await desk.row('hold', 'hold-1')).toMatchObject({ titleId: 'title-1', status: 'waiting' });
		expect(await desk.row('copy', 'copy-3')).toMatchObject({ titleId: 'title-1' });
		expect(await desk.row('copy', 'copy-9')).toMatchObject({ titleId: 'title-1' });
		expect(await phone.row('title', 'title-2')).toMatchObject({ mergedInto: 'title-1' });
		expect(await phone.row('availability', 'title-1')).toMatchObject({ waiting: 1 });
		desk.perform('split-titles', { id: 'title-2', copyIds: ['copy-3', 'copy-4'], holdIds: [], endedHoldIds: [], filled: [], isbns: [] });
		await desk.push();
		expect(await phone.row('title', 'title-2')).not.toHaveProperty('mergedInto');
		expect(await desk.row('copy', 'copy-3')).toMatchObject({ titleId: 'title-2' });
		desk.perform('tell-titles-apart', { ids: ['title-2', 'title-1'], apart: true });
		await desk.push();
		expect(await desk.row('title', 'title-1')).toMatchObject({ apartFrom: ['title-2'] });
	});
}
