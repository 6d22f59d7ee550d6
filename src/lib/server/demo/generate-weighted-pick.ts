import type { SeededRandom } from './random.ts';

/** Picks by weight: an entry with twice the weight comes twice as often. */
export class WeightedPick<T> {
	readonly #entries: readonly T[];
	readonly #sums: number[] = [];

	constructor(entries: readonly T[], weightOf: (entry: T) => number) {
		this.#entries = entries;
		let sum = 0;
		for (const entry of entries) this.#sums.push((sum += weightOf(entry)));
	}

	next(random: SeededRandom): T {
		const point = random.next() * (this.#sums.at(-1) ?? 0);
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
