import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { aCopy, aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const minute = 60_000;

/** What is stored whole and carried out later, or never. */
export function setAsideCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	const statusOf = (installationId: string, n: number) =>
		database().reader.selectFrom('operation').select(['status', 'codes']).where('installation_id', '=', installationId).where('n', '=', n).executeTakeFirstOrThrow();

	test('a loan to a patron who is not known waits in sight of every desk, and stands once the roster brings the patron back', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		const lentAt = school.now - 30 * minute;
		desk.perform('check-out', { loanId: 'late-loan', copyId: 'copy-1', patronId: 'patron-9' }, lentAt);
		expect(await desk.push()).toEqual({ lastN: 1 });
		const missing = [{ kind: 'patron', id: 'patron-9' }];
		expect(await other.row('setAside', `${desk.id}:1`)).toMatchObject({ reason: 'unknownRecord', missing, copyId: 'copy-1', patronId: 'patron-9', at: lentAt });
		expect(await desk.row('outcome', `${desk.id}:1`)).toMatchObject({ status: 'quarantined', codes: ['unknownRecord', 'unknownPatron'] });

		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-8' as never }) }]);
		expect(await other.row('setAside', `${desk.id}:1`), 'another patron is not what it waits for').toBeDefined();
		await school.write([{ kind: 'patron', row: aPatron({ id: 'patron-9' as never }) }]);
		expect((await other.row('copyState', 'copy-1'))?.open).toMatchObject({ id: 'late-loan', patronId: 'patron-9', lentAt });
		expect(await other.row('setAside', `${desk.id}:1`)).toBeUndefined();
		expect(await desk.row('outcome', `${desk.id}:1`)).toBeUndefined();
		expect(await statusOf(desk.id, 1)).toEqual({ status: 'accepted', codes: '[]' });
	});

	test('what one tablet waits for may come from another tablet, and one thing may wait for the next', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		desk.perform('check-out', { loanId: 'l', copyId: 'new-copy', patronId: 'new-patron' }, school.now);
		desk.perform('link-card', { number: '777', patronId: 'new-patron' }, school.now + 1);
		await desk.push();
		other.perform('add-copy', { copy: { id: 'new-copy', titleId: 'title-1', barcode: 'label-new' } });
		await other.push();
		expect(await desk.row('setAside', `${desk.id}:1`)).toMatchObject({ missing: [{ kind: 'patron', id: 'new-patron' }] });
		other.perform('add-patron', { patron: { id: 'new-patron', givenName: 'Nieuw', familyName: 'Kind', category: 'pupil' } });
		await other.push();
		const seen = await desk.pull();
		expect(seen.find('copyState', 'new-copy')?.open?.patronId).toBe('new-patron');
		expect(seen.find('card', '777')?.patronId).toBe('new-patron');
		expect(seen.list('setAside')).toEqual([]);
	});

	test('a person who leaves it out ends the waiting: the record comes, and nothing happens', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		desk.perform('check-out', { loanId: 'l', copyId: 'copy-9', patronId: 'patron-1' });
		await desk.push();
		for (const each of [other, desk]) {
			each.perform('leave-out', { operationId: `${desk.id}:1` });
			await each.push();
		}
		expect((await other.pull()).list('setAside')).toEqual([]);
		expect(await desk.row('outcome', `${desk.id}:1`)).toMatchObject({ status: 'refused', codes: ['leftOut'] });
		await school.write([{ kind: 'copy', row: aCopy({ id: 'copy-9' as never, barcode: 'b-9' }) }]);
		expect(await other.row('copyState', 'copy-9')).toBeUndefined();
		expect(await statusOf(desk.id, 1)).toEqual({ status: 'refused', codes: '["leftOut"]' });
	});

	test('a blocked tablet still delivers its work, which stands once somebody at a desk says so', async () => {
		const school = await open();
		const [lost, desk] = [await school.desk(), await school.desk()];
		await school.revoke(lost.id);
		lost.lend(1, 1);
		lost.lend(3, 2);
		await lost.push();
		expect((await desk.pull()).list('setAside').map((row) => [row.id, row.reason, row.copyId])).toEqual([
			[`${lost.id}:1`, 'revokedInstallation', 'copy-1'],
			[`${lost.id}:2`, 'revokedInstallation', 'copy-3']
		]);
		desk.perform('take-up', { operationId: `${lost.id}:1` });
		desk.perform('take-up', { operationId: `${lost.id}:1` });
		desk.perform('leave-out', { operationId: `${lost.id}:2` });
		await desk.push();
		const seen = await desk.pull();
		expect(seen.list('setAside')).toEqual([]);
		expect(seen.find('copyState', 'copy-1')?.open?.source.installationId).toBe(lost.id);
		expect(seen.find('copyState', 'copy-3')).toBeUndefined();
	});

	test('a pupil cannot decide about what was set aside, and cannot fill the list', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		desk.perform('check-in', { copyId: 'copy-9' });
		await desk.push();
		phone.perform('take-up', { operationId: `${desk.id}:1` });
		phone.perform('place-hold', { holdId: 'h', titleId: 'no-such-title', patronId: 'patron-1' });
		await phone.push();
		expect(await statusOf(phone.id, 1)).toEqual({ status: 'refused', codes: '["notPermitted"]' });
		expect(await statusOf(phone.id, 2)).toEqual({ status: 'refused', codes: '["unknownTitle"]' });
		expect((await desk.pull()).list('setAside')).toHaveLength(1);
	});

	test('after a restore also what names a hold, a loan or a person’s first day waits for it', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		const newcomer = await school.account(['mediaLibrarian']);
		await database().write('mintEpoch', {});
		try {
			desk.perform('renew', { loanId: 'loan-of-other', copyId: 'copy-1', override: { codes: ['overdueAtHome'] } }, school.now - minute);
			desk.perform('cancel-hold', { holdId: 'hold-of-other' }, school.now - minute);
			desk.performAnything('check-in', { copyId: 'copy-5' }, school.now - minute, { actor: newcomer.accountId });
			desk.performAnything('check-in', { copyId: 'copy-5' }, school.now - minute, { actor: 'account-since-the-backup' as never });
			await desk.push();
			expect((await other.pull()).list('setAside').map((row) => row.missing.map((each) => each.kind))).toEqual([['loan'], ['hold'], ['actor']]);
			expect(await statusOf(desk.id, 3), 'a colleague whose first day here the backup lacks').toMatchObject({ status: 'accepted' });
			other.perform('check-out', { loanId: 'loan-of-other', copyId: 'copy-1', patronId: 'patron-1' }, school.now - 2 * minute);
			other.perform('place-hold', { holdId: 'hold-of-other', titleId: 'title-2', patronId: 'patron-1' }, school.now - 2 * minute);
			await other.push();
			const seen = await other.pull();
			expect(seen.find('copyState', 'copy-1')?.open).toMatchObject({ id: 'loan-of-other', renewals: 1 });
			expect(seen.find('hold', 'hold-of-other')?.status).toBe('cancelled');
			expect(seen.list('setAside').map((row) => row.id)).toEqual([`${desk.id}:4`]);
			other.perform('take-up', { operationId: `${desk.id}:4` });
			await other.push();
			expect((await other.pull()).list('setAside')).toEqual([]);
			expect(await statusOf(desk.id, 4)).toMatchObject({ status: 'accepted' });
		} finally {
			await database().write('sql', { sql: `delete from meta where name = 'epochBegan'`, parameters: [] });
		}
	});
}
