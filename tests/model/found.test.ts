import { describe, expect, it } from 'vitest';
import { runSeed } from './run-seed.ts';

/** Seeds that once broke a promise, by what was wrong. */
const found: readonly (readonly [seed: number, what: string])[] = [
	[181, 'a device whose archive a restored server needs sends that archive before anything newer'],
	[60, 'operations that a restored server forgot come out of the archive also when the browser is killed in between'],
	[108, 'operations that come back out of the archive stay visible'],
	[68, 'two tabs that both receive never take each other back'],
	[1165, 'a tab that was overtaken shows what the other tab received'],
	[10026, 'a tab that takes over shows what the one before received last'],
	[72, 'an act knows what a tab that died had recorded before it'],
	[27, 'what comes back out of the archive at a start is visible at once'],
	[160, 'a second tab that only looks does not receive for itself']
];

describe('what the simulation found stays mended:', () => {
	it.each(found)('seed %i: %s', async (seed) => {
		expect((await runSeed(seed)).broken?.message).toBeUndefined();
	});
});
