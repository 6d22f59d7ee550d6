import type { PatronId } from '#lib/domain/shared/ids.ts';
import { classes, type SimulatedSchool } from '../support/simulated-school.ts';
import type { Chance } from '../support/simulation/chance.ts';
import { refusals, type Weather } from '../support/simulation/network.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import { deadlyMoments } from '../support/simulation/tab.ts';
import { thinkOfAct } from './acts.ts';
import type { Watch } from './watch.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What goes wrong in one run, and how often. */
interface Climate {
	readonly steps: number;
	/** Chance that a request is carried as it should be. */
	readonly fair: number;
	readonly mayRestore: boolean;
	readonly mayRevoke: boolean;
}

/** A school day gone wrong, all of it by chance from one seed. */
export class Misfortune {
	readonly #school: SimulatedSchool;
	readonly #watch: Watch;
	readonly #chance: Chance;
	readonly #climate: Climate;
	#backedUp = false;

	constructor(school: SimulatedSchool, watch: Watch, chance: Chance) {
		this.#school = school;
		this.#watch = watch;
		this.#chance = chance;
		this.#climate = {
			steps: 18 + chance.below(18),
			fair: chance.pick([0.8, 0.55, 0.35]),
			mayRestore: chance.happens(0.25),
			mayRevoke: chance.happens(0.12)
		};
	}

	async befall(): Promise<void> {
		const school = this.#school;
		school.weather = () => this.#weather();
		for (const device of school.devices) device.withoutLocks = this.#chance.happens(0.2);
		for (let step = 0; step < this.#climate.steps; step++) {
			const device = this.#chance.pick(school.devices);
			await device.wake();
			await this.#step(device, `${step}`);
			await this.#watch.look(device);
		}
	}

	#weather(): Weather {
		if (this.#chance.happens(this.#climate.fair)) return 'fair';
		const refusal = this.#chance.pick(refusals);
		return this.#chance.pick(['lost', 'cut', 'cut', 'cut', 'cut', 'twice', 'late', 'slow', 'stale', 'killed', 'killed', refusal] as const);
	}

	async #step(device: SimulatedDevice, name: string): Promise<void> {
		const chance = this.#chance;
		switch (chance.weighted({ act: 64, pass: 10, sleep: 9, plug: 13, doom: 6, restart: 10, evict: 1.5, wipe: 0.6, clock: 2, tab: 5, signIn: 3, signOut: 2, strange: 9, server: 3, person: 5, classes: 2 })) {
			case 'act':
				return this.#act(device, name);
			case 'pass':
				return this.#school.pass(chance.below(chance.pick([10_000, minute])));
			case 'sleep':
				this.#school.time.sleep(chance.below(20 * hour));
				return this.#school.pass(2_000);
			case 'plug':
				device.online = !device.online;
				return;
			case 'doom':
				chance.pick(device.living).dooms = `${chance.pick(['before', 'after'] as const)} ${chance.pick(deadlyMoments)}`;
				return;
			case 'restart':
				return device.restart();
			case 'evict':
				return device.evictData();
			case 'wipe':
				return this.#school.wipe(device);
			case 'clock':
				device.skew = chance.pick([0, 1, -1]) * chance.below(chance.pick([20 * minute, 40 * hour]));
				return;
			case 'tab':
				if (device.living.length === 1) return void (await device.openTab());
				return device.closeTab(chance.pick(device.living));
			case 'signIn':
				device.signedOut = false;
				for (const tab of device.living) await tab.signIn();
				return;
			case 'signOut':
				device.signedOut = true;
				return;
			case 'strange':
				return this.#strange(device);
			case 'server':
				return this.#server(device);
			case 'person':
				return this.#person();
			case 'classes':
				return this.#classes(name);
		}
	}

	async #act(device: SimulatedDevice, name: string): Promise<void> {
		const tab = this.#chance.pick(device.living);
		if (!tab.runtime.queries.ready) return this.#school.pass(1_000);
		const act = thinkOfAct(device, this.#chance, name);
		if (!act) return;
		const performed = await tab.work(() => tab.runtime.perform(act));
		if (performed?.ok) await this.#watch.performed(device, tab, act);
		await this.#school.pass(this.#chance.below(3_000) + 1_000);
	}

	/** Left behind by another version of the app. */
	async #strange(device: SimulatedDevice): Promise<void> {
		const type = this.#chance.pick(['never-heard-of', 'check-in']);
		const v = type === 'check-in' ? 9 : 1;
		const clock = { wall: this.#school.now + device.skew, monotonic: 0, session: 'other version' };
		await device.outbox.append([{ type, v, actor: device.session.accountId, payload: { copyId: 'copy-1' }, clock }], await device.outbox.nextN());
		for (const tab of device.living) await tab.work(() => tab.runtime.heard('appended'));
	}

	/** The school year goes on: pupils and teachers change classes, and the server is ahead of the apps. */
	async #classes(name: string): Promise<void> {
		const chance = this.#chance;
		const group = chance.pick(classes);
		switch (chance.weighted({ move: 2, takeOver: 2, handOn: 1, novelty: 2 })) {
			case 'move':
				return this.#school.moveToClass(chance.pick(['patron-1', 'patron-2', 'patron-3'] as PatronId[]), group);
			case 'takeOver':
				return this.#school.setTeaching(group, true);
			case 'handOn':
				return this.#school.setTeaching(group, false);
			case 'novelty':
				return this.#school.server.publishNovelty(`novelty-${name}`);
		}
	}

	async #server(device: SimulatedDevice): Promise<void> {
		const { server } = this.#school;
		if (this.#climate.mayRevoke && this.#chance.happens(0.5)) return server.revoke(device.installation.id);
		if (!this.#climate.mayRestore) return;
		if (this.#backedUp) return server.restore();
		this.#backedUp = true;
		await server.backUp();
	}

	/** Somebody gets another role, or turns out to be another patron than the account said. */
	async #person(): Promise<void> {
		const { server, devices } = this.#school;
		const phones = devices.filter(({ session }) => session.roles.includes('pupil'));
		const device = this.#chance.pick(this.#chance.happens(0.6) ? phones : devices);
		const { accountId, roles } = device.session;
		if (roles.includes('teacher') && device.installation.kind === 'account') return;
		if (device.installation.kind === 'desk') {
			const next = roles.includes('mediaLibrarian') ? (['teacher'] as const) : (['mediaLibrarian'] as const);
			await server.giveRoles(accountId, next, undefined);
			device.session = { ...device.session, roles: next };
			return;
		}
		const patronId = this.#chance.pick(['patron-1', 'patron-2', 'patron-3'] as PatronId[]);
		await server.giveRoles(accountId, roles, patronId);
		device.patronsEver.add(patronId);
		device.session = { ...device.session, patronId };
	}
}
