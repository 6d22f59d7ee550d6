/** A number from 0 up to but not including 1. */
export type Random = () => number;

export function chance(random: Random, probability: number): boolean {
	return random() < probability;
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}

/** @throws when there is nothing to pick from */
export function pick<T>(random: Random, from: readonly T[]): T {
	const picked = from[Math.floor(random() * from.length)];
	if (picked === undefined) throw new RangeError('nothing to pick from');
	return picked;
}

/** Picks by weight: an entry with twice the weight comes twice as often. */
export class WeightedPick<T> {
	readonly #entries: readonly T[];
	readonly #sums: number[] = [];

	constructor(entries: readonly T[], weightOf: (entry: T) => number) {
		this.#entries = entries;
		let sum = 0;
		for (const entry of entries) this.#sums.push((sum += weightOf(entry)));
	}

	next(random: Random): T {
		const point = random() * (this.#sums.at(-1) ?? 0);
		let [low, high] = [0, this.#sums.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#sums[middle] ?? 0) > point) high = middle;
			else low = middle + 1;
		}
		const picked = this.#entries[low];
		if (picked === undefined) throw new RangeError('nothing to pick from');
		return picked;
	}
}
