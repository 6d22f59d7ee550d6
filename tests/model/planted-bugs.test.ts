import { describe, expect, it } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

const seeds = 24;
const atLeast = 0.2;

describe('the simulation notices', () => {
	const table: string[] = [];

	it.each(Object.keys(plantedBugs))(`%s in at least ${atLeast * 100} % of ${seeds} seeds`, async (name) => {
		const promises = new Map<string, number>();
		for (let seed = 1; seed <= seeds; seed++) {
			const { broken } = await runSeed(seed, plantedBugs[name]?.());
			if (broken) promises.set(broken.promise, (promises.get(broken.promise) ?? 0) + 1);
		}
		const caught = [...promises.values()].reduce((sum, times) => sum + times, 0);
		table.push(`${name.padEnd(32)} ${String(Math.round((caught / seeds) * 100)).padStart(3)} %  ${[...promises].map(([promise, times]) => `${promise} ${times}`).join(', ')}`);
		expect(caught / seeds).toBeGreaterThanOrEqual(atLeast);
	});

	it('every mistake of the table', () => {
		console.log(`\n${table.join('\n')}\n`);
		expect(table).toHaveLength(Object.keys(plantedBugs).length);
	});
});
