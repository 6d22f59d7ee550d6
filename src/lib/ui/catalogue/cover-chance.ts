/** A number between 0 (included) and 1 (excluded), the next one at every call. */
export type Chance = () => number;

/** A row of numbers that looks like chance and is always the same for the same words. */
export function chanceFrom(words: string): Chance {
	let state = 0x811c9dc5;
	for (const character of words) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One of the choices. */
export function pick<Choice>(chance: Chance, choices: readonly [Choice, ...Choice[]] | readonly Choice[]): Choice {
	const chosen = choices[Math.floor(chance() * choices.length)];
	if (chosen === undefined) throw new RangeError('Nothing to pick from');
	return chosen;
}

/** A whole number from `low` up to and including `high`. */
export function between(chance: Chance, low: number, high: number): number {
	return low + Math.floor(chance() * (high - low + 1));
}
