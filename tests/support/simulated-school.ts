import type { Installation } from '#lib/client/app.ts';
import type { DataStore, OutboxStore } from '#lib/client/db/ports.ts';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import type { Clock } from '#lib/client/device/clock.ts';
import { Runtime } from '#lib/client/runtime.ts';
import type { SendFailure } from '#lib/client/sync/core.ts';
import type { Sent, Transport } from '#lib/client/sync/transport.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, InstallationId, PatronId } from '#lib/domain/shared/ids.ts';
import type { FailureCode } from '#lib/protocol/failures.ts';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import type { ServerSession } from '#lib/server/session.ts';
import { recordRoles, recordSignIn } from '#lib/server/sync/actors.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import { hashKey } from '#lib/server/sync/installations.ts';
import { Snapshots } from '#lib/server/sync/snapshot.ts';
import type { WrittenRow } from '#lib/server/sync/write-rows.ts';
import { aCopy, aPatron, aSchool, aTitle } from '../builders/domain.ts';

/** Random numbers from a seed, so that a failing run can be run again: mulberry32. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** What the network does to one request: nothing, lose it, lose its answer, or deliver it twice. */
export type Weather = 'fair' | 'lost' | 'answerLost' | 'twice';

export interface SimulatedDevice {
	readonly installation: Installation;
	readonly session: ServerSession;
	runtime: Runtime;
	outbox: OutboxStore;
	data: DataStore;
	online: boolean;
	/** Wall clock minus true time, milliseconds. */
	skew: number;
	/** A new life over the same stores: a killed browser that is opened again. */
	restart(): Promise<void>;
	/** The browser threw the data database away; the outbox stayed. */
	evictData(): Promise<void>;
}

/** The real server core on SQLite in memory, real client cores on memory stores, and a virtual clock and network between. */
export class SimulatedSchool {
	readonly database: OpenDatabase;
	readonly devices: SimulatedDevice[] = [];
	readonly random: () => number;
	readonly patrons: readonly Patron[];
	weather: () => Weather = () => 'fair';
	readonly #snapshots: Snapshots;
	readonly #timers = new Set<{ at: number; wake: () => void }>();
	#now: number;
	#ids = 0;

	private constructor(database: OpenDatabase, random: () => number, patrons: readonly Patron[], now: () => number) {
		this.database = database;
		this.random = random;
		this.patrons = patrons;
		this.#now = now();
		this.#snapshots = new Snapshots(database);
	}

	static async open(seed: number, size = { copies: 3, patrons: 3 }): Promise<SimulatedSchool> {
		let school: SimulatedSchool | undefined;
		const begin = Date.UTC(2026, 10, 23, 8);
		const database = await openInMemory(() => school?.now ?? begin);
		const patrons = Array.from({ length: size.patrons }, (_, i) => aPatron({ id: `patron-${i + 1}` as PatronId, familyName: `Naam${i + 1}` }));
		school = new SimulatedSchool(database, seeded(seed), patrons, () => begin);
		const copies = Array.from({ length: size.copies }, (_, i) => aCopy({ id: `copy-${i + 1}` as never, barcode: String(10_000_001 + i) }));
		const rows: WrittenRow[] = [
			{ kind: 'title', row: aTitle() },
			...copies.map((row) => ({ kind: 'copy', row }) as const),
			...patrons.map((row) => ({ kind: 'patron', row }) as const)
		];
		await database.write('saveSchool', { school: aSchool() });
		await database.write('writeRows', { schoolId: aSchool().id, rows });
		return school;
	}

	get now(): number {
		return this.#now;
	}

	/** Registers an installation: a desk of the school, or a pupil's phone. */
	async addDevice(kind: 'desk' | 'account', patronId?: PatronId): Promise<SimulatedDevice> {
		const schoolId = aSchool().id;
		const id = `${kind}-${this.devices.length + 1}` as InstallationId;
		const accountId = `account-${this.devices.length + 1}` as AccountId;
		const roles: Role[] = kind === 'desk' ? ['mediaLibrarian'] : ['pupil'];
		await this.database.reader.transaction().execute(async (tx) => {
			await tx
				.insertInto('installation')
				.values({ id, school_id: schoolId, name: id, kind, account_id: kind === 'desk' ? null : accountId, key_hash: hashKey('key'), registered_at: this.now } as never)
				.execute();
			await recordRoles(tx, { schoolId, accountId, roles, patronId, since: 0 });
			await recordSignIn(tx, id, accountId, this.now);
		});
		const account = { id: accountId, name: accountId, roles, patronId };
		const installation: Installation = { id, kind, name: id, key: 'key', schoolId, brin: '12AB', schoolName: 'Test', demo: false, accounts: [account], currentAccountId: accountId };
		const session: ServerSession = { accountId, schoolId, roles, patronId, expiresAt: Infinity };
		const device = this.#device(installation, session);
		this.devices.push(device);
		await device.runtime.start();
		await device.runtime.lead();
		return device;
	}

	/** Moves time on, firing what waits, until `ms` have passed. */
	async pass(ms: number): Promise<void> {
		const until = this.#now + ms;
		for (;;) {
			await this.settle();
			const next = [...this.#timers].toSorted((a, b) => a.at - b.at)[0];
			if (!next || next.at > until) break;
			this.#timers.delete(next);
			this.#now = Math.max(this.#now, next.at);
			next.wake();
		}
		this.#now = until;
	}

	/** Everybody is online under a fair sky until nothing is left to send and to receive. */
	async heal(): Promise<void> {
		this.weather = () => 'fair';
		for (const device of this.devices) device.online = true;
		for (let round = 0; round < 6; round++) {
			for (const device of this.devices) device.runtime.syncNow();
			await this.pass(10_000);
		}
	}

	async settle(): Promise<void> {
		for (const device of this.devices) await device.runtime.settled();
	}

	async close(): Promise<void> {
		for (const device of this.devices) await device.runtime.stop();
		await this.database.close();
	}

	#device(installation: Installation, session: ServerSession): SimulatedDevice {
		const device: SimulatedDevice = {
			installation,
			session,
			outbox: new MemoryOutbox(),
			data: new MemoryData(),
			online: true,
			skew: 0,
			runtime: undefined as unknown as Runtime,
			restart: async () => {
				await device.runtime.stop();
				device.runtime = this.#runtime(device);
				await device.runtime.start();
				await device.runtime.lead();
			},
			evictData: async () => {
				await device.runtime.stop();
				device.data = new MemoryData();
				device.runtime = this.#runtime(device);
				await device.runtime.start();
				await device.runtime.lead();
			}
		};
		device.runtime = this.#runtime(device);
		return device;
	}

	#runtime(device: SimulatedDevice): Runtime {
		const clock = this.#clock(device);
		return new Runtime({
			installation: device.installation,
			build: 'simulation',
			outbox: device.outbox,
			data: device.data,
			transport: this.#transport(device, clock),
			clock,
			random: this.random,
			schedule: (wake, ms) => {
				const timer = { at: this.#now + ms, wake };
				this.#timers.add(timer);
				return () => this.#timers.delete(timer);
			},
			newId: () => `id-${device.installation.id}-${++this.#ids}`,
			storage: () => ({}),
			tellOthers: () => undefined
		});
	}

	#clock(device: SimulatedDevice): Clock {
		const session = `session-${++this.#ids}`;
		const began = this.#now;
		let offset: number | undefined;
		const wall = () => this.#now + device.skew;
		return {
			get offset() {
				return offset;
			},
			reading: () => ({ wall: wall(), monotonic: this.#now - began, session, offset }),
			now: () => wall() + (offset ?? 0),
			measure: (serverNow) => (offset = serverNow - wall()),
			steady: () => this.#now
		};
	}

	#transport(device: SimulatedDevice, clock: Clock): Transport {
		const { database } = this;
		const schoolId = device.installation.schoolId;
		const timed = <T extends { serverNow: number }>(answer: T): T => {
			clock.measure(answer.serverNow, 0);
			return answer;
		};
		return {
			push: (request) =>
				this.#send(device, async () => {
					const { sent, operations, installation } = request;
					if (request.epoch !== database.epoch) throw new RequestFailure('wrongEpoch');
					const args = { installationId: installation, schoolId, request: { sent, operations }, receivedAt: this.#now };
					const { lastN, failure } = await database.write('push', args);
					if (failure) throw new RequestFailure(failure.code, failure.facts);
					return timed({ epoch: database.epoch, lastN, serverNow: this.#now });
				}),
			pull: (request) => this.#send(device, async () => timed(await buildPull(database, device.session, request))),
			manifest: (scope) => this.#send(device, async () => timed(await this.#snapshots.manifest(device.session, scope))),
			page: (hash) => this.#send(device, async () => new Uint8Array(await this.#snapshots.page(device.session, hash)))
		};
	}

	async #send<T>(device: SimulatedDevice, ask: () => Promise<T>): Promise<Sent<T>> {
		const weather = device.online ? this.weather() : 'lost';
		if (weather === 'lost') return { ok: false, failure: { code: 'offline' } };
		this.#now += 20;
		try {
			if (weather === 'twice') await ask();
			const body = structuredClone(await ask());
			return weather === 'answerLost' ? { ok: false, failure: { code: 'offline' } } : { ok: true, body };
		} catch (error) {
			if (!(error instanceof RequestFailure)) throw error;
			return { ok: false, failure: { code: failureCode(error) } satisfies SendFailure };
		}
	}
}

function failureCode(error: RequestFailure): FailureCode {
	return error.code;
}
