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

/** What is left to chance in one run; each part of a run has its own, so that one more draw here changes nothing there. */
export class Chance {
	readonly next: () => number;

	constructor(seed: number) {
		this.next = seeded(seed);
	}

	happens(probability: number): boolean {
		return this.next() < probability;
	}

	/** A whole number, 0 ≤ number < end. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	pick<T>(list: readonly T[]): T {
		if (list.length === 0) throw new Error('nothing to pick from');
		return list[this.below(list.length)] as T;
	}

	/** One of the names, each as likely as its weight says. */
	weighted<N extends string>(weights: Readonly<Record<N, number>>): N {
		const entries = Object.entries(weights) as [N, number][];
		let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) if ((rest -= weight) < 0) return name;
		return entries.at(-1)?.[0] as N;
	}

	shuffled<T>(list: readonly T[]): T[] {
		return list
			.map((each) => [this.next(), each] as const)
			.toSorted(([a], [b]) => a - b)
			.map(([, each]) => each);
	}
}
