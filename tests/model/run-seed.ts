import type { PatronId } from '#lib/domain/shared/ids.ts';
import { SimulatedSchool, type PlantedBug } from '../support/simulated-school.ts';
import { Chance } from '../support/simulation/chance.ts';
import { agreeInAnyOrder } from './arrival-order.ts';
import { Misfortune } from './misfortune.ts';
import { judge } from './oracles.ts';
import { Broken, Watch } from './watch.ts';

export interface RunResult {
	readonly operations: number;
	/** The first promise that was broken. */
	readonly broken?: Broken | undefined;
}

/** One school through one misfortune. The same seed does the same things, always. */
export async function runSeed(seed: number, planted: PlantedBug = {}): Promise<RunResult> {
	const quiet = silence();
	const chance = new Chance(seed * 7_919 + 1);
	const school = await SimulatedSchool.open(seed, planted);
	const watch = new Watch(school);
	const operations = () => school.devices.reduce((sum, device) => sum + device.recorded.length, 0);
	try {
		for (let i = 0; i < 2 + chance.below(2); i++) await school.addDevice('desk');
		for (let i = 1 + chance.below(2); i > 0; i--) await school.addDevice('account', `patron-${1 + chance.below(3)}` as PatronId);
		if (chance.happens(0.4)) await school.addTeacher();
		if (chance.happens(0.5)) await school.server.publishNovelty('novelty');
		await school.pass(1_000);
		await new Misfortune(school, watch, chance).befall();
		await recover(school, chance);
		watch.verdict();
		await judge(school, chance);
		if (seed % 4 === 0) await agreeInAnyOrder(seed);
		return { operations: operations() };
	} catch (error) {
		return { operations: operations(), broken: error instanceof Broken ? error : new Broken('it runs', error instanceof Error ? (error.stack ?? error.message) : String(error)) };
	} finally {
		await school.close();
		quiet();
	}
}

/** Everybody is let in again, in any order, and says what is left. */
async function recover(school: SimulatedSchool, chance: Chance): Promise<void> {
	for (const { installation, session } of school.devices) {
		await school.server.register(installation.id, installation.kind, session.accountId);
		if (installation.kind === 'desk') await school.server.giveRoles(session.accountId, ['mediaLibrarian'], undefined);
	}
	for (const device of school.devices) if (device.installation.kind === 'desk') device.session = { ...device.session, roles: ['mediaLibrarian'] };
	await school.heal(chance.shuffled(school.devices));
}

/** The server reports operations it could not carry out; here that happens on purpose. */
function silence(): () => void {
	const { error } = console;
	console.error = () => undefined;
	return () => (console.error = error);
}
