import { Runtime, type RuntimeParts } from '#lib/client/runtime.ts';
import type { Line } from './network.ts';

/** Where a browser can be killed: beside a call to one of its stores. */
export const deadlyMoments = ['append', 'commit', 'commit', 'confirm', 'reopen', 'pruneArchive', 'clear'] as const;
export type DeadlyMoment = `${'before' | 'after'} ${(typeof deadlyMoments)[number]}`;

type Parts = Omit<RuntimeParts, 'schedule'> & {
	readonly schedule: (wake: () => unknown, ms: number) => () => void;
	readonly isOnline: () => boolean;
};

/** One tab of an app: a runtime that can be killed at any moment, over stores that outlive it. */
export class Tab implements Line {
	readonly runtime: Runtime;
	readonly answers = new Map<string, unknown>();
	/** Kills this tab the next time it comes there. */
	dooms: DeadlyMoment | undefined;
	readonly died: Promise<undefined>;
	readonly #isOnline: () => boolean;
	#dead = false;
	#end: (value: undefined) => void = () => undefined;
	/** Requests that the app still waits for. */
	#flying = 0;
	#signIns = 0;
	#onDeparture: () => void = () => undefined;

	constructor(parts: Parts) {
		this.died = new Promise((resolve) => (this.#end = resolve));
		this.#isOnline = parts.isOnline;
		this.runtime = new Runtime({
			...parts,
			outbox: this.#mortal(parts.outbox),
			data: this.#mortal(parts.data),
			schedule: (wake, ms) => parts.schedule(() => this.work(async () => wake()), ms)
		});
	}

	get dead(): boolean {
		return this.#dead;
	}

	get online(): boolean {
		return this.#isOnline();
	}

	async open(leads: boolean): Promise<void> {
		await this.work(() => this.runtime.start());
		if (leads) await this.work(() => this.runtime.lead());
	}

	/** From now on nothing it does has an effect, and nothing it waits for comes. */
	kill(): void {
		this.#dead = true;
		this.#end(undefined);
	}

	/** Lets the app do something and waits until it only waits for the network, for time or for a person. */
	async work<T>(act: () => Promise<T>): Promise<T | undefined> {
		if (this.#dead) return undefined;
		const result = await Promise.race([act(), this.died]);
		await this.quiet();
		return result;
	}

	depart(): number {
		this.#flying++;
		this.#onDeparture();
		return this.#signIns;
	}

	async land(departed: number, deliver: () => void): Promise<void> {
		if (departed === this.#signIns) this.#flying--;
		await this.work(async () => deliver());
	}

	/** Somebody signed in again: answers under way belong to nobody now, so nothing waits for them. */
	async signIn(): Promise<void> {
		this.#flying = 0;
		this.#signIns++;
		await this.work(async () => this.runtime.signedIn());
	}

	/** Resolves when it only waits. */
	async quiet(): Promise<void> {
		if (this.#dead) return;
		// With a request under way, what else goes on is in memory and over within the turn.
		if (this.#flying > 0) return new Promise((resolve) => setImmediate(resolve));
		const departed = new Promise<void>((resolve) => (this.#onDeparture = resolve));
		await Promise.race([this.runtime.settled(), departed, this.died]);
	}

	#mortal<S extends object>(store: S): S {
		const passes = (moment: string) => this.#passes(moment);
		return new Proxy(store, {
			get(target, name) {
				const method = Reflect.get(target, name) as ((...args: unknown[]) => Promise<unknown>) | undefined;
				if (typeof method !== 'function') return method;
				return async (...args: unknown[]) => {
					await passes(`before ${String(name)}`);
					const result = await method.apply(target, args);
					await passes(`after ${String(name)}`);
					return result;
				};
			}
		});
	}

	#passes(moment: string): Promise<void> | undefined {
		if (this.dooms === moment) this.kill();
		return this.#dead ? new Promise(() => undefined) : undefined;
	}
}
