import { describe, expect, it } from 'vitest';
import { runSeed } from './run-seed.ts';

const runs = 60;

describe('a school through any misfortune', () => {
	it(`loses nothing, doubles nothing, leaks nothing and agrees (${runs} seeds)`, async () => {
		let operations = 0;
		for (let seed = 1; seed <= runs; seed++) {
			const result = await runSeed(seed);
			expect(result.broken?.message, `seed ${seed}`).toBeUndefined();
			operations += result.operations;
		}
		// Runs in which nothing happened would prove nothing.
		expect(operations).toBeGreaterThan(runs * 2);
	});

	it('goes the same way each time', async () => {
		expect(await runSeed(12)).toEqual(await runSeed(12));
	});
});
