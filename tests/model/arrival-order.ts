import type { Act } from '#lib/operations/registry.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';
import { Chance } from '../support/simulation/chance.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import { Broken } from './watch.ts';

const minute = 60_000;
const copies = ['copy-1', 'copy-2', 'copy-3'];
const override = { codes: ['onLoanToOther', 'onLoanToPatron', 'totalMaximum', 'overdueAtHome'] };

/**
 * One day at three desks without a network, delivered twice: once in the order of the desks, once in another.
 * @throws Broken when the loans differ
 */
export async function agreeInAnyOrder(seed: number): Promise<void> {
	const one = await deliver(seed, (desks) => desks);
	const other = await deliver(seed, (desks) => desks.toReversed());
	if (one !== other) throw new Broken('another order of arrival gives the same loans', `${one}\nnot ${other}`);
}

async function deliver(seed: number, order: (desks: readonly SimulatedDevice[]) => readonly SimulatedDevice[]): Promise<string> {
	const school = await SimulatedSchool.open(seed);
	const chance = new Chance(seed);
	try {
		const desks = [await school.addDevice('desk'), await school.addDevice('desk'), await school.addDevice('desk')];
		for (const desk of desks) desk.skew = chance.below(8 * minute) - 4 * minute;
		await school.pass(minute * 2);
		for (const desk of desks) desk.online = false;
		for (let i = 0; i < 4 + chance.below(10); i++) {
			await school.pass(1_000 + chance.below(20 * minute));
			await chance.pick(desks).runtime.perform(lendOrTakeIn(chance, i));
		}
		for (const desk of order(desks)) {
			desk.online = true;
			desk.runtime.syncNow();
			await school.pass(chance.below(3) * minute + 10_000);
		}
		await school.heal(order(desks));
		return await listLoans(school);
	} finally {
		await school.close();
	}
}

function lendOrTakeIn(chance: Chance, i: number): Act {
	const copyId = chance.pick(copies);
	const patronId = `patron-${1 + chance.below(3)}`;
	const act = chance.happens(0.6) ? { type: 'check-out', input: { loanId: `loan-${i}`, copyId, patronId, override } } : { type: 'check-in', input: { copyId } };
	return act as unknown as Act;
}

/** Loans in order of time. The times themselves rest on measurements through a network, which differ by milliseconds. */
async function listLoans({ database }: SimulatedSchool): Promise<string> {
	const rows = await database.reader.selectFrom('loan').select('body').orderBy('copy_id').orderBy('lent_at').execute();
	return rows.map((row) => JSON.stringify({ ...(JSON.parse(row.body) as object), lentAt: 0, returnedAt: 0 })).join('\n');
}
