import { describe, expect, it } from 'vitest';
import type { Act } from '#lib/operations/registry.ts';
import { SimulatedSchool, type SimulatedDevice, type Weather } from '../support/simulated-school.ts';

/** `SEEDS=2000 FIRST_SEED=1 npm test -- model` hunts longer. */
const runs = Number(process.env.SEEDS ?? 60);
const firstSeed = Number(process.env.FIRST_SEED ?? 1);
const minute = 60_000;

const weathers: readonly Weather[] = ['fair', 'fair', 'fair', 'lost', 'answerLost', 'twice'];

/** A school day gone wrong, by one seed: every operation that was recorded, with the installation that recorded it. */
async function misfortune(school: SimulatedSchool, steps: number): Promise<string[]> {
	const { random } = school;
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const recorded: string[] = [];
	school.weather = () => pick(weathers);
	for (let i = 0; i < steps; i++) {
		const device = pick(school.devices);
		const chance = random();
		if (chance < 0.08) device.online = !device.online;
		else if (chance < 0.12) await device.restart();
		else if (chance < 0.13) await device.evictData();
		else if (chance < 0.16) device.skew = Math.floor((random() - 0.5) * 40 * minute);
		else if (chance < 0.3) await school.pass(Math.floor(random() * 30 * minute));
		else if (device.runtime.queries.ready) recorded.push(...(await actOf(device, i, pick, recorded)));
	}
	return recorded;
}

async function actOf(device: SimulatedDevice, i: number, pick: <T>(list: readonly T[]) => T, recorded: readonly string[]): Promise<string[]> {
	const copyId = pick(['copy-1', 'copy-2', 'copy-3']);
	const patronId = pick(['patron-1', 'patron-2', 'patron-3']);
	const loan = device.runtime.queries.copyState(copyId as never)?.open;
	const codes = ['onLoanToOther', 'onLoanToPatron', 'heldForOther', 'overdueAtHome', 'totalMaximum'];
	const incident = device.runtime.queries.openIncidents()[0];
	const own = recorded.filter((id) => id.startsWith(`${device.installation.id}:`));
	const acts: unknown[] = [
		{ type: 'check-out', input: { loanId: `loan-${i}`, copyId, patronId, override: { codes } } },
		{ type: 'check-out', input: { loanId: `loan-${i}`, copyId, patronId, override: { codes } } },
		{ type: 'check-in', input: { copyId } },
		{ type: 'place-hold', input: { holdId: `hold-${i}`, titleId: 'title-1', patronId } },
		...(loan ? [{ type: 'renew', input: { loanId: loan.id, copyId, override: { codes: ['renewalsUsedUp', 'renewalHeld'] } } }] : []),
		...(loan ? [{ type: 'move-loan', input: { loanId: loan.id, copyId, patronId } }] : []),
		...(own.length > 0 ? [{ type: 'undo', input: { target: pick(own), copyId } }] : []),
		...(incident ? [{ type: 'settle-incident', input: { incidentId: incident.id, answer: { holder: patronId }, loanId: `loan-${i}` } }] : [])
	];
	const performed = await device.runtime.perform(pick(acts) as Act);
	return performed.ok ? performed.operations.map((operation) => operation.id) : [];
}

/** Everything an installation shows, by kind and id. */
function shown(device: SimulatedDevice) {
	const { records } = device.runtime;
	const kinds = ['copy', 'patron', 'copyState', 'hold', 'incident', 'card', 'fine'] as const;
	return Object.fromEntries(kinds.map((kind) => [kind, new Map([...records.all(kind)].map((row) => [row.id, row] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))]));
}

async function check(school: SimulatedSchool, recorded: readonly string[]): Promise<void> {
	await school.heal();
	const stored = await school.database.reader.selectFrom('operation').select(['installation_id', 'n']).execute();
	const known = stored.map((row) => `${row.installation_id}:${row.n}`);
	expect([...known].toSorted(), 'every recorded operation is stored once').toEqual([...recorded].toSorted());
	for (const device of school.devices) {
		expect(await device.outbox.pending(), 'the outbox is empty').toEqual([]);
		expect(device.runtime.status().pending).toBe(0);
	}
	const fresh = await school.addDevice('desk');
	await school.heal();
	for (const device of school.devices) expect(shown(device), 'every desk shows what a new one loads').toEqual(shown(fresh));
	const open = await school.database.reader.selectFrom('loan').select('copy_id').where('returned_at', 'is', null).execute();
	expect(new Set(open.map((row) => row.copy_id)).size, 'at most one open loan a copy').toBe(open.length);
}

describe('three desks through any misfortune', () => {
	it(`lose nothing, double nothing and agree (${runs} seeds from ${firstSeed})`, async () => {
		let operations = 0;
		for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
			const school = await SimulatedSchool.open(seed);
			try {
				for (let i = 0; i < 3; i++) await school.addDevice('desk');
				await school.pass(1_000);
				const recorded = await misfortune(school, 40);
				operations += recorded.length;
				await check(school, recorded);
			} catch (error) {
				throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
			} finally {
				await school.close();
			}
		}
		// A run in which nothing happened would prove nothing.
		expect(operations).toBeGreaterThan(runs * 5);
	});
});
