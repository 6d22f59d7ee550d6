interface Planned {
	readonly at: number;
	readonly order: number;
	readonly run: () => unknown;
}

/** A clock that moves only when it is told to, and everything that waits for it. One thing happens at a time. */
export class VirtualTime {
	#now: number;
	#order = 0;
	readonly #planned = new Set<Planned>();

	constructor(now: number) {
		this.#now = now;
	}

	get now(): number {
		return this.#now;
	}

	/** Plans something; returns how to call it off. */
	after(ms: number, run: () => unknown): () => void {
		const planned = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
		this.#planned.add(planned);
		return () => this.#planned.delete(planned);
	}

	/** Lets `ms` pass; everything due happens in order, each to its end. */
	async pass(ms: number): Promise<void> {
		const until = this.#now + ms;
		for (let next = this.#next(until); next; next = this.#next(until)) {
			this.#planned.delete(next);
			this.#now = Math.max(this.#now, next.at);
			await next.run();
		}
		this.#now = Math.max(this.#now, until);
	}

	/** Everybody sleeps: what was due meanwhile happens, once, when time passes again. */
	sleep(ms: number): void {
		this.#now += ms;
	}

	#next(until: number): Planned | undefined {
		let first: Planned | undefined;
		for (const each of this.#planned) {
			if (each.at > until) continue;
			if (!first || each.at < first.at || (each.at === first.at && each.order < first.order)) first = each;
		}
		return first;
	}
}
