import type { Installation } from '#lib/client/app.ts';
import type { DataChange, SyncCursorState } from '#lib/client/db/ports.ts';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import type { Clock } from '#lib/client/device/clock.ts';
import { measuredOffset } from '#lib/domain/shared/corrected-time.ts';
import type { Runtime } from '#lib/client/runtime.ts';
import type { Transport } from '#lib/client/sync/transport.ts';
import type { TabMessage } from '#lib/client/tabs.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { ServerSession } from '#lib/server/session.ts';
import type { VirtualTime } from './virtual-time.ts';
import { Tab } from './tab.ts';

/** An operation that is on disk, and the truth about it that no clock knows. */
export interface Recorded {
	readonly id: string;
	readonly operation: Operation;
	readonly trueAt: number;
	/** The device's clock was not moved between its last look at the server's and this operation. */
	readonly clockKnown: boolean;
	/** The person was told that it is recorded; else the tab died before it could. */
	heard: boolean;
}

export interface DeviceParts {
	readonly installation: Installation;
	readonly session: ServerSession;
	readonly time: VirtualTime;
	readonly random: () => number;
	readonly newId: () => string;
	readonly connect: (device: SimulatedDevice, tab: () => Tab, clock: Clock) => Transport;
	/** Called after each commit, with what the store held before. */
	readonly onCommit: (device: SimulatedDevice, before: SyncCursorState, change: DataChange) => void;
}

class RecordingOutbox extends MemoryOutbox {
	readonly #record: (operation: Operation) => void;

	constructor(record: (operation: Operation) => void) {
		super();
		this.#record = record;
	}

	override async append(added: readonly Omit<Operation, 'n'>[], expectedN: number): Promise<Operation[] | undefined> {
		const appended = await super.append(added, expectedN);
		for (const operation of appended ?? []) this.#record(operation);
		return appended;
	}
}

class WatchedData extends MemoryData {
	readonly #watch: (before: SyncCursorState, change: DataChange) => void;

	constructor(watch: (before: SyncCursorState, change: DataChange) => void) {
		super();
		this.#watch = watch;
	}

	/** Own operations up to here are inside these rows. */
	confirmedN = 0;

	override async clear(): Promise<void> {
		this.confirmedN = 0;
		await super.clear();
	}

	override async commit(change: DataChange): Promise<void> {
		const before = await this.state();
		await super.commit(change);
		this.confirmedN = change.state.confirmedN;
		this.#watch(before, change);
	}
}

/** A tablet or a phone: stores that last, tabs that come and go, a clock that may be wrong. */
export class SimulatedDevice {
	readonly parts: DeviceParts;
	readonly installation: Installation;
	readonly outbox: MemoryOutbox;
	readonly recorded: Recorded[] = [];
	/** Patrons that its account is or was. */
	readonly patronsEver = new Set<string>();
	/** Classes that its account teaches or taught. */
	readonly classesEver = new Set<string>();
	data: WatchedData;
	session: ServerSession;
	online = true;
	/** Its session is over: it may send, not receive. */
	signedOut = false;
	/** The browser has no Web Locks: every tab sends and receives. */
	withoutLocks = false;
	tabs: Tab[] = [];
	#told = { epoch: '', maxN: 0 };
	#skew = 0;
	#clockKnown = true;
	#offset: number | undefined;

	constructor(parts: DeviceParts) {
		this.parts = parts;
		this.installation = parts.installation;
		this.session = parts.session;
		this.outbox = new RecordingOutbox((operation) => this.#record(operation));
		this.data = this.#emptyData();
		if (parts.session.patronId) this.patronsEver.add(parts.session.patronId);
	}

	get confirmedN(): number {
		return this.data.confirmedN;
	}

	/** Wall clock minus true time, milliseconds. */
	get skew(): number {
		return this.#skew;
	}

	set skew(ms: number) {
		this.#skew = ms;
		this.#clockKnown = false;
	}

	get id(): string {
		return this.installation.id;
	}

	get living(): Tab[] {
		return this.tabs.filter((tab) => !tab.dead);
	}

	get runtime(): Runtime {
		const tab = this.living[0];
		if (!tab) throw new Error(`${this.id} is closed`);
		return tab.runtime;
	}

	/** The highest number that the server of this epoch heard of. */
	toldN(epoch: string): number {
		return this.#told.epoch === epoch ? this.#told.maxN : 0;
	}

	told(epoch: string, maxN: number): void {
		this.#told = { epoch, maxN: Math.max(this.toldN(epoch), maxN) };
	}

	async openTab(): Promise<Tab> {
		const clock = this.#clock();
		const { time, random, newId, connect } = this.parts;
		const leads = this.withoutLocks || this.living.length === 0;
		const tab: Tab = new Tab({
			installation: this.installation,
			build: 'simulation',
			outbox: this.outbox,
			data: this.data,
			clock,
			random,
			newId,
			transport: connect(this, () => tab, clock),
			schedule: (wake, ms) => time.after(ms, wake),
			isOnline: () => this.online,
			storage: () => ({}),
			tellOthers: (message) => this.#tell(tab, message)
		});
		this.tabs = [...this.living, tab];
		await tab.open(leads);
		return tab;
	}

	/** Ends one tab as a crash does; the next one, if any, takes over sending and receiving. */
	async closeTab(tab: Tab): Promise<void> {
		const led = this.tabs[0] === tab;
		tab.kill();
		this.tabs = this.living;
		const next = this.tabs[0];
		if (led && next && !this.withoutLocks) await next.work(() => next.runtime.lead());
	}

	/** A new life over the same stores: a killed browser that is opened again. */
	async restart(): Promise<void> {
		for (const tab of this.tabs) tab.kill();
		await this.openTab();
	}

	/** The browser threw the data database away; the outbox stayed. */
	async evictData(): Promise<void> {
		for (const tab of this.tabs) tab.kill();
		this.data = this.#emptyData();
		await this.openTab();
	}

	/** Brings every tab that died by itself to an end, and opens one where none is left. */
	async wake(): Promise<void> {
		const first = this.tabs[0];
		if (first?.dead) await this.closeTab(first);
		if (this.living.length === 0) await this.restart();
	}

	#tell(from: Tab, message: TabMessage): void {
		for (const tab of this.living) {
			if (tab !== from) this.parts.time.after(3, () => tab.work(() => tab.runtime.heard(message)));
		}
	}

	#emptyData(): WatchedData {
		return new WatchedData((before, change) => this.parts.onCommit(this, before, change));
	}

	#record(operation: Operation): void {
		const id = `${this.id}:${operation.n}`;
		this.recorded.push({ id, operation, trueAt: this.parts.time.now, clockKnown: this.#clockKnown, heard: false });
	}

	#clock(): Clock {
		const { time, newId } = this.parts;
		const session = newId();
		const began = time.now;
		const wall = () => time.now + this.#skew;
		const offset = () => this.#offset;
		return {
			get offset() {
				return offset();
			},
			reading: () => ({ wall: wall(), monotonic: time.now - began, session, offset: offset() }),
			now: () => wall() + (offset() ?? 0),
			measure: (serverNow, sentWall) => {
				const measured = measuredOffset(serverNow, sentWall, wall());
				if (measured === undefined) return;
				this.#offset = measured;
				this.#clockKnown = true;
			},
			steady: () => time.now
		};
	}
}
