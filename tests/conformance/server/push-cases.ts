import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { ServerSchool } from '../../builders/server-school.ts';

/** How operations are taken in. */
export function pushCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());
	// Operations that throw are told to whoever reads the log.
	const log = vi.spyOn(console, 'error');
	beforeEach(() => void log.mockImplementation(() => undefined));
	afterEach(() => void log.mockReset());

	const operationsOf = (installationId: string) =>
		database().reader.selectFrom('operation').selectAll().where('installation_id', '=', installationId).orderBy('n').execute();

	test('sending the same operations again changes nothing', async () => {
		const desk = await (await open()).desk();
		desk.lend(1, 1);
		const sent = [...desk.outbox];
		expect(await desk.push()).toEqual({ lastN: 1 });
		const before = await desk.pullFresh();
		expect(await desk.push(sent)).toEqual({ lastN: 1 });
		expect((await desk.pullFresh()).contents()).toEqual(before.contents());
		expect(await operationsOf(desk.id)).toHaveLength(1);
	});

	test('the same payload with its properties in another order is the same operation', async () => {
		const desk = await (await open()).desk();
		const first = desk.performAnything('check-out', { loanId: 'l', copyId: 'copy-1', patronId: 'patron-1' });
		await desk.push();
		const again = { ...first, payload: { patronId: 'patron-1', copyId: 'copy-1', loanId: 'l' } };
		expect(await desk.push([again])).toEqual({ lastN: 1 });
	});

	test('a number that comes back with another payload is refused and nothing of that request stays', async () => {
		const desk = await (await open()).desk();
		desk.lend(1, 1);
		const sent = [...desk.outbox];
		await desk.push();
		const changed = sent.map((operation) => ({ ...operation, payload: { copyId: 'copy-2' } }));
		desk.lend(3, 2);
		await expect(desk.push([...changed, ...desk.outbox])).rejects.toMatchObject({ code: 'operationChanged', facts: { n: 1 } });
		expect(await operationsOf(desk.id)).toHaveLength(1);
	});

	test('a gap at the start is a failure that says how far the server is', async () => {
		const desk = await (await open()).desk();
		desk.lend(1, 1);
		desk.lend(2, 1);
		const result = await desk.push(desk.outbox.slice(1));
		expect(result).toEqual({ lastN: 0, failure: { code: 'gapInOperations', facts: { lastN: 0 } } });
		expect(await operationsOf(desk.id)).toEqual([]);
	});

	test('a gap in the middle keeps what stands before it', async () => {
		const desk = await (await open()).desk();
		desk.lend(1, 1);
		desk.lend(2, 1);
		desk.lend(3, 1);
		const [first, , third] = desk.outbox;
		expect(await desk.push([first, third].filter((each) => each !== undefined))).toEqual({ lastN: 1 });
		expect((await desk.row('copyState', 'copy-1'))?.open?.patronId).toBe('patron-1');
		expect(await desk.row('copyState', 'copy-3')).toBeUndefined();
	});

	test('a refused operation is stored, told to its installation, and holds nothing up', async () => {
		const desk = await (await open()).desk();
		desk.perform('cancel-hold', { holdId: 'no-such-hold' });
		desk.lend(1, 1);
		expect(await desk.push()).toEqual({ lastN: 2 });
		expect(await operationsOf(desk.id)).toMatchObject([
			{ n: 1, status: 'refused', codes: '["unknownHold"]' },
			{ n: 2, status: 'accepted' }
		]);
		expect(await desk.row('outcome', `${desk.id}:1`)).toMatchObject({ status: 'refused', codes: ['unknownHold'], n: 1 });
		expect(await desk.row('progress', desk.id)).toMatchObject({ lastN: 2 });
	});

	test('an outcome disappears once its own installation has dismissed it, and from no other', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		desk.perform('cancel-hold', { holdId: 'no-such-hold' });
		await desk.push();
		other.perform('dismiss-outcome', { operationId: `${desk.id}:1` });
		await other.push();
		expect(await desk.row('outcome', `${desk.id}:1`)).toBeDefined();
		desk.perform('dismiss-outcome', { operationId: `${desk.id}:1` });
		await desk.push();
		expect(await desk.row('outcome', `${desk.id}:1`)).toBeUndefined();
	});

	test('an operation that throws is tried three times, then set aside, and what follows goes on', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		other.perform('check-out', { loanId: 'same-loan', copyId: 'copy-1', patronId: 'patron-1' });
		await other.push();
		// One loan id on two copies: no rule foresees it, the database itself refuses.
		desk.perform('check-out', { loanId: 'same-loan', copyId: 'copy-3', patronId: 'patron-2' });
		desk.lend(5, 2);
		expect(await desk.push()).toEqual({ lastN: 0, failure: { code: 'serverFailed', facts: { lastN: 0 } } });
		expect(await desk.push()).toMatchObject({ lastN: 0, failure: { code: 'serverFailed' } });
		expect(await desk.push()).toEqual({ lastN: 2 });
		expect(await operationsOf(desk.id)).toMatchObject([
			{ n: 1, status: 'quarantined', payload: expect.stringContaining('same-loan') as string },
			{ n: 2, status: 'accepted' }
		]);
		expect(await desk.row('outcome', `${desk.id}:1`)).toMatchObject({ status: 'quarantined', codes: ['serverFailed'] });
		expect(await desk.row('copyState', 'copy-3')).toBeUndefined();
		expect((await desk.row('copyState', 'copy-5'))?.open?.patronId).toBe('patron-2');
	});

	test('what precedes a throwing operation stays', async () => {
		const school = await open();
		const desk = await school.desk();
		desk.perform('check-out', { loanId: 'same-loan', copyId: 'copy-1', patronId: 'patron-1' });
		desk.perform('check-out', { loanId: 'same-loan', copyId: 'copy-3', patronId: 'patron-2' });
		expect(await desk.push()).toEqual({ lastN: 1 });
		expect((await desk.row('copyState', 'copy-1'))?.open?.id).toBe('same-loan');
	});

	test('an operation of a later app is kept whole instead of refused', async () => {
		const desk = await (await open()).desk();
		desk.performAnything('stand-on-head', { anything: 1 });
		desk.performAnything('check-in', { copyId: 'copy-1' }, undefined, { v: 99 });
		expect(await desk.push()).toEqual({ lastN: 2 });
		expect(await operationsOf(desk.id)).toMatchObject([
			{ status: 'quarantined', payload: '{"anything":1}' },
			{ status: 'quarantined', v: 99 }
		]);
	});

	test('nothing a device can claim of itself keeps an operation from being stored', async () => {
		const desk = await (await open()).desk();
		const mad = { wall: 1e300, monotonic: -1e300, session: 'one', offset: 1e300 };
		desk.performAnything('check-in', { copyId: 'copy-1' }, undefined, { clock: mad });
		desk.performAnything('nul\0', { text: '\0\ud800' }, undefined, { v: 2 ** 40, group: '\0' });
		for (let time = 0; time < 3; time++) await desk.push();
		expect((await operationsOf(desk.id)).map((row) => row.n)).toEqual([1, 2]);
		await desk.push([]);
		await desk.pull();
		expect(await desk.row('progress', desk.id)).toMatchObject({ lastN: 2 });
	});

	test('a revoked installation is turned away, and its operations are kept aside', async () => {
		const school = await open();
		const desk = await school.desk();
		await school.revoke(desk.id);
		desk.lend(1, 1);
		expect(await desk.push()).toEqual({ lastN: 1, failure: { code: 'revokedInstallation', facts: { lastN: 1 } } });
		expect(await operationsOf(desk.id)).toMatchObject([{ status: 'quarantined', codes: '["revokedInstallation"]' }]);
		const other = await school.desk();
		expect(await other.row('copyState', 'copy-1')).toBeUndefined();
	});

	test('an actor who never signed in on that installation is refused', async () => {
		const school = await open();
		const desk = await school.desk();
		const stranger = await school.account(['mediaLibrarian']);
		desk.performAnything('check-out', { loanId: 'l', copyId: 'copy-1', patronId: 'patron-1' }, undefined, { actor: stranger.accountId });
		await desk.push();
		expect(await operationsOf(desk.id)).toMatchObject([{ status: 'refused', codes: '["notPermitted"]' }]);
		expect(await desk.row('copyState', 'copy-1')).toBeUndefined();
	});

	test('permission follows the roles of the moment, not those of the day it arrives', async () => {
		const school = await open();
		const desk = await school.desk();
		await school.giveRoles(desk.session.accountId, ['teacher'], school.now - 1000);
		desk.lend(1, 1, school.now - 2000);
		desk.lend(3, 2, school.now);
		await desk.push();
		expect(await operationsOf(desk.id)).toMatchObject([{ status: 'accepted' }, { status: 'refused', codes: '["notPermitted"]' }]);
	});

	test('a pupil lends nothing where a desk lends', async () => {
		const phone = await (await open()).phone('patron-1');
		phone.lend(1, 1);
		await phone.push();
		expect(await operationsOf(phone.id)).toMatchObject([{ status: 'refused', codes: '["lendsAtDesk"]' }]);
	});

	test('each operation has a number of its own, in the order in which they were stored', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1);
		a.lend(3, 1);
		b.lend(5, 2);
		await a.push();
		await b.push();
		const seqs = [...(await operationsOf(a.id)), ...(await operationsOf(b.id))].map((row) => row.seq);
		expect(new Set(seqs).size).toBe(3);
		expect(seqs).toEqual(seqs.toSorted((x, y) => x - y));
	});

	test('what an installation says of itself is kept', async () => {
		const school = await open();
		const desk = await school.desk();
		desk.lend(1, 1);
		await desk.pullOnce();
		const row = await database().reader.selectFrom('installation').selectAll().where('id', '=', desk.id).executeTakeFirstOrThrow();
		expect(row).toMatchObject({ reported_pending: 1, reported_max_n: 1, last_n: 0 });
		expect(row.last_contact).not.toBeNull();
	});
}
