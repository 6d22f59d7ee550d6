import type { Installation } from '#lib/client/app.ts';
import type { DataChange, SyncCursorState } from '#lib/client/db/ports.ts';
import type { Clock } from '#lib/client/device/clock.ts';
import type { Transport } from '#lib/client/sync/transport.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { Role } from '#lib/domain/people/role.ts';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import { teachingId, type Teaching } from '#lib/domain/people/teaching.ts';
import type { AccountId, CopyId, HomeClassId, InstallationId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import type { PullRequest, PullResponse, PushRequest, PushResponse } from '#lib/protocol/sync.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import type { ServerSession } from '#lib/server/session.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { aCopy, aPatron, aSchool, aTitle } from '../builders/domain.ts';
import { Chance } from './simulation/chance.ts';
import { Network, type Weather } from './simulation/network.ts';
import { SimulatedDevice } from './simulation/simulated-device.ts';
import { SimulatedServer, type FirstRecords } from './simulation/simulated-server.ts';
import type { Tab } from './simulation/tab.ts';
import { VirtualTime } from './simulation/virtual-time.ts';


/** A mistake put between the parts, to see whether the simulation notices. What is left out is done honestly. */
export interface PlantedBug {
	readonly push?: (school: SimulatedSchool, request: PushRequest, device: SimulatedDevice, killed: boolean) => Promise<PushResponse>;
	readonly pull?: (school: SimulatedSchool, request: PullRequest, device: SimulatedDevice) => Promise<PullResponse>;
	readonly transport?: (honest: Transport, device: SimulatedDevice) => Transport;
}

const begin = Date.UTC(2026, 10, 23, 8);
export const classes = ['class-1', 'class-2'] as HomeClassId[];
const homeClasses = classes.map((id) => homeClassSchema.parse({ id, name: id }));
const patrons = [1, 2, 3].map((i) => aPatron({ id: `patron-${i}` as PatronId, familyName: `Naam${i}`, homeClassId: classes[i < 3 ? 0 : 1] }));
const teacherId = 'teacher-1' as AccountId;
const records: FirstRecords = {
	school: aSchool(),
	rows: [
		...homeClasses.map((row) => ({ kind: 'homeClass', row }) as const),
		{ kind: 'teaching', row: teachingRow(classes[0] as HomeClassId, true, begin) },
		...[1, 2].map((i) => ({ kind: 'title', row: aTitle({ id: `title-${i}` as TitleId }) }) as const),
		...[1, 2, 3].map((i) => {
			const copy = { id: `copy-${i}` as CopyId, titleId: `title-${i < 3 ? 1 : 2}` as TitleId, barcode: String(10_000_000 + i) };
			return { kind: 'copy', row: aCopy(copy) } as const;
		}),
		...patrons.map((row) => ({ kind: 'patron', row }) as const)
	]
};

function teachingRow(groupId: HomeClassId, active: boolean, at: number): Teaching {
	return { id: teachingId(groupId, teacherId), groupId, teacherId, mentor: false, active, at };
}

/** The real server core on SQLite in memory, real client cores on memory stores, and a virtual clock and network between. */
export class SimulatedSchool {
	readonly server: SimulatedServer;
	readonly time: VirtualTime;
	readonly network: Network;
	readonly chance: Chance;
	readonly devices: SimulatedDevice[] = [];
	/** Installations whose browser forgot everything: they never come back. */
	readonly gone: SimulatedDevice[] = [];
	readonly patrons: readonly Patron[] = patrons;
	/** Called after each commit of a device, with what its store held before. */
	onCommit: (device: SimulatedDevice, before: SyncCursorState, change: DataChange) => void = () => undefined;
	readonly #planted: PlantedBug;
	#ids = 0;
	#registered = 0;

	private constructor(server: SimulatedServer, time: VirtualTime, chance: Chance, planted: PlantedBug) {
		this.server = server;
		this.time = time;
		this.chance = chance;
		this.#planted = planted;
		this.network = new Network(time, new Chance(chance.below(2 ** 31)));
	}

	static async open(seed: number, planted: PlantedBug = {}): Promise<SimulatedSchool> {
		const time = new VirtualTime(begin);
		return new SimulatedSchool(await SimulatedServer.open(records, time), time, new Chance(seed), planted);
	}

	get database(): OpenDatabase {
		return this.server.database;
	}

	get now(): number {
		return this.time.now;
	}

	set weather(weather: () => Weather) {
		this.network.weather = weather;
	}

	newId(): string {
		return `id-${++this.#ids}`;
	}

	/** Registers an installation: a desk of the school, or a pupil's phone. */
	async addDevice(kind: 'desk' | 'account', patronId?: PatronId): Promise<SimulatedDevice> {
		const accountId = `account-${this.#registered + 1}` as AccountId;
		const roles: Role[] = kind === 'desk' ? ['mediaLibrarian'] : ['pupil'];
		await this.server.giveRoles(accountId, roles, patronId, 0);
		return this.#install(kind, { accountId, roles, patronId });
	}

	/** The laptop of the teacher of the first class. */
	async addTeacher(): Promise<SimulatedDevice> {
		await this.server.giveRoles(teacherId, ['teacher'], undefined, 0);
		const device = await this.#install('account', { accountId: teacherId, roles: ['teacher'], patronId: undefined });
		device.classesEver.add(classes[0] as HomeClassId);
		return device;
	}

	/** Site data were cleared: outbox, archive and rows are gone, and the browser registers as somebody new. */
	async wipe(device: SimulatedDevice): Promise<void> {
		for (const tab of device.tabs) tab.kill();
		this.gone.push(device);
		const { kind } = device.installation;
		const { accountId, roles, patronId } = device.session;
		const fresh = await this.#install(kind, { accountId, roles, patronId });
		for (const each of device.patronsEver) fresh.patronsEver.add(each);
		for (const each of device.classesEver) fresh.classesEver.add(each);
		this.devices.splice(this.devices.indexOf(fresh), 1);
		this.devices[this.devices.indexOf(device)] = fresh;
	}

	/** A pupil sits in another class from now on. */
	async moveToClass(patronId: PatronId, homeClassId: HomeClassId): Promise<void> {
		const patron = await this.server.patron(patronId);
		await this.server.writeRows([{ kind: 'patron', row: { ...patron, homeClassId } }]);
	}

	/** The teacher takes a class over, or hands it on. */
	async setTeaching(groupId: HomeClassId, active: boolean): Promise<void> {
		await this.server.writeRows([{ kind: 'teaching', row: teachingRow(groupId, active, this.now) }]);
		for (const device of this.devices) if (device.session.accountId === teacherId && active) device.classesEver.add(groupId);
	}

	async #install(kind: 'desk' | 'account', { accountId, roles, patronId }: Pick<ServerSession, 'accountId' | 'roles' | 'patronId'>): Promise<SimulatedDevice> {
		const id = `${kind}-${++this.#registered}` as InstallationId;
		const schoolId = this.server.school.id;
		await this.server.register(id, kind, accountId);
		const account = { id: accountId, name: accountId, roles, patronId };
		const installation: Installation = { id, kind, name: id, key: 'key', schoolId, brin: '12AB', schoolName: 'Test', demo: false, accounts: [account], currentAccountId: accountId };
		const device = new SimulatedDevice({
			installation,
			session: { accountId, schoolId, roles, patronId, expiresAt: Infinity },
			time: this.time,
			random: () => this.chance.next(),
			newId: () => this.newId(),
			connect: (at, tab, clock) => this.#connect(at, tab, clock),
			onCommit: (at, before, change) => this.onCommit(at, before, change)
		});
		this.devices.push(device);
		await device.openTab();
		return device;
	}

	/** Lets time pass, beginning with what was asked of the devices just now. */
	async pass(ms: number): Promise<void> {
		for (const tab of this.devices.flatMap((device) => device.living)) await tab.quiet();
		await this.time.pass(ms);
	}

	/** Everybody is online and signed in under a fair sky until nothing is left to send and to receive. */
	async heal(order: readonly SimulatedDevice[] = this.devices): Promise<void> {
		this.weather = () => 'fair';
		for (const device of order) {
			device.online = true;
			device.signedOut = false;
			for (const tab of device.tabs) tab.dooms = undefined;
			await device.wake();
			for (const tab of device.living) await tab.signIn();
			await this.pass(2_000);
		}
		for (let round = 0, before = await this.server.seq(); round < 20; round++) {
			for (const tab of order.flatMap((device) => device.living)) await tab.work(async () => tab.runtime.syncNow());
			await this.pass(4_000);
			const seq = await this.server.seq();
			const sent = await Promise.all(order.map(async (device) => (await device.outbox.pending()).length === 0));
			// A revoked installation keeps what it has; a request that was late may come in meanwhile, and is news to the others.
			if (seq === before && (sent.every(Boolean) || round >= 7)) return;
			before = seq;
		}
	}

	async close(): Promise<void> {
		for (const tab of this.devices.flatMap((device) => device.tabs)) tab.kill();
	}

	#connect(device: SimulatedDevice, tab: () => Tab, clock: Clock): Transport {
		const { network, server } = this;
		const timed = async <T extends { serverNow: number }>(what: string, ask: (killed: boolean) => Promise<T>) => {
			const sentWall = clock.reading().wall;
			const before = tab().answers.get(what);
			const sent = await network.send(tab(), what, async (killed) => asWire(await ask(killed)));
			// An answer from before says nothing about the time now.
			if (sent.ok && sent.body !== before) clock.measure(sent.body.serverNow, sentWall);
			return sent;
		};
		const inSession = <T>(ask: () => Promise<T>): Promise<T> => {
			if (device.signedOut) throw new RequestFailure('signInNeeded');
			return ask();
		};
		const { push, pull, transport } = this.#planted;
		const honest: Transport = {
			push: (request) => timed('push', (killed) => (push ? push(this, asWire(request), device, killed) : server.push(asWire(request), killed))),
			pull: (request) =>
				timed('pull', () =>
					inSession(async () => {
						const answer = await (pull ? pull(this, asWire(request), device) : server.pull(device.session, asWire(request)));
						device.told(this.database.epoch, request.report.maxN);
						return answer;
					})
				),
			manifest: (scope) => timed(`manifest ${scope}`, () => inSession(() => server.manifest(device.session, scope))),
			page: (hash) => network.send(tab(), `page ${hash}`, () => inSession(() => server.page(device.session, hash)))
		};
		return transport ? transport(honest, device) : honest;
	}
}

/** What is left of a message after the wire: plain JSON. */
function asWire<T>(message: T): T {
	return JSON.parse(JSON.stringify(message)) as T;
}
