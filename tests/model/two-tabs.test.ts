import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '#lib/operations/registry.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import type { Tab } from '../support/simulation/tab.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';

let school: SimulatedSchool;
let desk: SimulatedDevice;
let first: Tab;
let second: Tab;
beforeEach(async () => {
	school = await SimulatedSchool.open(1);
	desk = await school.addDevice('desk');
	first = desk.tabs[0] as Tab;
	second = await desk.openTab();
	await school.pass(5_000);
});
afterEach(() => school.close());

const shown = ({ runtime }: Tab) => {
	const { connection, pending, signInNeeded } = runtime.status();
	return { connection, pending, signInNeeded };
};

async function lendIn(tab: Tab, copyId: string): Promise<void> {
	const input = { loanId: `loan-${copyId}`, copyId, patronId: 'patron-1' };
	const done = await tab.work(() => tab.runtime.perform({ type: 'check-out', input } as unknown as Act));
	expect(done).toMatchObject({ ok: true });
}

describe('of two tabs, the one that does not send', () => {
	it('tells what the other knows of the connection, and what is sent', async () => {
		expect(shown(second)).toEqual({ connection: 'online', pending: 0, signInNeeded: false });
		await lendIn(first, 'copy-1');
		await school.pass(2_000);
		expect(shown(second)).toEqual({ connection: 'online', pending: 0, signInNeeded: false });
		desk.online = false;
		await lendIn(second, 'copy-2');
		await school.pass(2_000);
		for (const tab of [first, second]) expect(shown(tab)).toEqual({ connection: 'offline', pending: 1, signInNeeded: false });
	});

	it('makes the other send at once when the person there says so', async () => {
		desk.online = false;
		await lendIn(second, 'copy-1');
		await school.pass(10 * 60_000);
		desk.online = true;
		await second.work(async () => second.runtime.syncNow());
		await school.pass(1_000);
		for (const tab of [first, second]) expect(shown(tab)).toMatchObject({ connection: 'online', pending: 0 });
	});

	it('waits for the other to send before it says what is unsent, and not for a network that is away', async () => {
		await lendIn(second, 'copy-1');
		expect(shown(second).pending).toBe(1);
		const sent = second.runtime.delivered(5_000).then(() => shown(second));
		await school.pass(4_000);
		expect(await sent).toMatchObject({ pending: 0 });

		desk.online = false;
		await lendIn(second, 'copy-2');
		const unsent = second.runtime.delivered(60_000).then(() => shown(second));
		await school.pass(10_000);
		expect(await Promise.race([unsent, Promise.resolve('waits')])).toMatchObject({ connection: 'offline', pending: 1 });
	});

	it('lets the other receive again when somebody signs in there', async () => {
		desk.signedOut = true;
		await second.work(async () => second.runtime.syncNow());
		await school.pass(2_000);
		for (const tab of [first, second]) expect(shown(tab).signInNeeded).toBe(true);
		desk.signedOut = false;
		await second.work(async () => second.runtime.signedIn());
		await school.pass(2_000);
		for (const tab of [first, second]) expect(shown(tab).signInNeeded).toBe(false);
	});

	it('goes by what it knows itself once the other is closed', async () => {
		await desk.closeTab(first);
		await lendIn(second, 'copy-1');
		await school.pass(2_000);
		expect(shown(second)).toEqual({ connection: 'online', pending: 0, signInNeeded: false });
	});
});
