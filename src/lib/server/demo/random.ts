/** Numbers that look random and come back the same for the same seed. */
export interface SeededRandom {
	/** A number from 0 up to but not including 1. */
	next(): number;
	/** A whole number from `min` to `max`, both included. @throws RangeError when there is none between them */
	int(min: number, max: number): number;
	/** @throws RangeError when the list is empty */
	pick<T>(list: readonly T[]): T;
	/** True in this share of the calls; `probability` from 0 to 1. */
	chance(probability: number): boolean;
	/** A new list in another order; the one given stays as it is. */
	shuffle<T>(list: readonly T[]): T[];
}

/**
 * Tommy Ettinger's mulberry32: one 32-bit word of state, which comes round after 2^32 numbers: far more than a school asks for.
 * Not for secrets. Text as a seed gives every part of the school a row of numbers of its own (`pupils`, `loans`), so
 * that one more title does not rename all pupils.
 */
export function seededRandom(seed: number | string): SeededRandom {
	let state = typeof seed === 'string' ? hashOf(seed) : seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const int = (min: number, max: number) => {
		const [low, high] = [Math.ceil(min), Math.floor(max)];
		if (!(low <= high)) throw new RangeError(`no whole number from ${min} to ${max}`);
		return low + Math.floor(next() * (high - low + 1));
	};
	const pick = <T>(list: readonly T[]): T => {
		if (list.length === 0) throw new RangeError('nothing to pick from');
		return list[int(0, list.length - 1)] as T;
	};
	const shuffle = <T>(list: readonly T[]): T[] => {
		const left = [...list];
		return list.map(() => left.splice(int(0, left.length - 1), 1)[0] as T);
	};
	return { next, int, pick, shuffle, chance: (probability) => next() < probability };
}

/** FNV-1a, 32 bits: short texts that differ in one letter get seeds far apart. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash;
}
