import { afterEach, describe, expect, it } from 'vitest';
import type { Act } from '#lib/operations/registry.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';

const hour = 3_600_000;
let school: SimulatedSchool;
afterEach(() => school.close());

const lend = (device: SimulatedDevice, copy: string, patron: string) =>
	device.runtime.perform({ type: 'check-out', input: { loanId: `loan-${copy}-${patron}`, copyId: copy, patronId: patron } } as unknown as Act);
const takeIn = (device: SimulatedDevice, copy: string) => device.runtime.perform({ type: 'check-in', input: { copyId: copy } } as unknown as Act);
const holder = (device: SimulatedDevice, copy: string) => device.runtime.queries.copyState(copy as never)?.open?.patronId;

async function twoDesks(): Promise<[SimulatedDevice, SimulatedDevice]> {
	school = await SimulatedSchool.open(1);
	const desks = [await school.addDevice('desk'), await school.addDevice('desk')] as const;
	await school.pass(1_000);
	return [...desks];
}

describe('two desks of one school', () => {
	it('load everything the server has', async () => {
		const [one] = await twoDesks();
		expect(one.runtime.records.count('copy')).toBe(3);
		expect(one.runtime.records.count('patron')).toBe(3);
		expect(one.runtime.queries.school().name).toBe('Test College');
	});

	it('see each other’s loans', async () => {
		const [one, two] = await twoDesks();
		await lend(one, 'copy-1', 'patron-1');
		await school.heal();
		expect(holder(two, 'copy-1')).toBe('patron-1');
		expect(await one.outbox.pending()).toEqual([]);
	});

	it('go on lending without a network and deliver it all later', async () => {
		const [one, two] = await twoDesks();
		one.online = false;
		await lend(one, 'copy-1', 'patron-1');
		await school.pass(40 * hour);
		await lend(one, 'copy-2', 'patron-1');
		await takeIn(one, 'copy-1');
		expect(one.runtime.status()).toMatchObject({ pending: 3, connection: 'offline' });
		expect(holder(one, 'copy-1')).toBeUndefined();
		await one.restart();
		expect(holder(one, 'copy-2')).toBe('patron-1');
		await school.heal();
		expect(holder(two, 'copy-2')).toBe('patron-1');
		expect(one.runtime.status().pending).toBe(0);
	});

	it.each([['the earlier', 0], ['the later', 1]])('that lent one copy to two pupils agree on one loan and one question, when %s desk comes back first', async (_which, first) => {
		const desks = await twoDesks();
		for (const desk of desks) desk.online = false;
		await lend(desks[0], 'copy-1', 'patron-1');
		await school.pass(hour);
		await lend(desks[1], 'copy-1', 'patron-2');
		await school.pass(hour);
		const [early, late] = first === 0 ? desks : desks.toReversed();
		if (!early || !late) throw new Error('two desks are needed');
		early.online = true;
		early.runtime.syncNow();
		await school.pass(10_000);
		await school.heal();
		for (const desk of desks) {
			expect(holder(desk, 'copy-1')).toBe('patron-2');
			expect(desk.runtime.queries.openIncidents()).toMatchObject([
				{ kind: 'lentTwice', earlier: { patronId: 'patron-1', source: { installationId: 'desk-1' } }, later: { patronId: 'patron-2', source: { installationId: 'desk-2' } } }
			]);
		}
	});

	it('agree on the answer that one of them gives', async () => {
		const [one, two] = await twoDesks();
		one.online = two.online = false;
		await lend(one, 'copy-1', 'patron-1');
		await school.pass(hour);
		await lend(two, 'copy-1', 'patron-2');
		await school.heal();
		const incident = one.runtime.queries.openIncidents()[0];
		await one.runtime.perform({ type: 'settle-incident', input: { incidentId: incident?.id, answer: { holder: 'patron-1' }, loanId: 'x' } } as unknown as Act);
		await school.heal();
		expect(holder(two, 'copy-1')).toBe('patron-1');
		expect(two.runtime.queries.openIncidents()).toEqual([]);
	});

	it('put a clock that is nine minutes ahead right', async () => {
		const [one, two] = await twoDesks();
		one.skew = 9 * 60_000;
		one.runtime.syncNow();
		await school.pass(1_000);
		one.online = false;
		await lend(one, 'copy-1', 'patron-1');
		const at = school.now;
		await school.pass(hour);
		await one.restart();
		await school.heal();
		expect(Math.abs((two.runtime.queries.copyState('copy-1' as never)?.open?.lentAt ?? 0) - at)).toBeLessThan(1_000);
	});

	it('let a return by a clock that is a year off close nothing, and ask', async () => {
		const [one, two] = await twoDesks();
		await lend(one, 'copy-1', 'patron-1');
		await school.heal();
		two.online = false;
		await two.restart();
		two.skew = -365 * 24 * hour;
		await takeIn(two, 'copy-1');
		await two.restart();
		await school.heal();
		expect(holder(one, 'copy-1')).toBe('patron-1');
		expect(one.runtime.queries.openIncidents()).toMatchObject([{ kind: 'uncertainReturn' }]);
	});

	it('lose nothing when the browser threw the confirmed rows away', async () => {
		const [one, two] = await twoDesks();
		one.online = false;
		await lend(one, 'copy-1', 'patron-1');
		await one.evictData();
		await school.heal();
		expect(holder(two, 'copy-1')).toBe('patron-1');
		expect(holder(one, 'copy-1')).toBe('patron-1');
	});

	it('show a pupil the own loans and nobody else', async () => {
		const [one] = await twoDesks();
		const phone = await school.addDevice('account', 'patron-1' as never);
		await lend(one, 'copy-1', 'patron-1');
		await lend(one, 'copy-2', 'patron-2');
		await school.heal();
		expect(phone.runtime.queries.loansOf('patron-1' as never)).toHaveLength(1);
		const everything: string[] = [];
		await phone.data.read((_scope, rows) => void everything.push(JSON.stringify(rows)));
		expect(everything.join()).toContain('patron-1');
		expect(everything.join()).not.toMatch(/patron-2|patron-3|Naam2|Naam3|account-1/);
	});
});
