import { describe, expect, it } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

/** Seeds until a mistake has been noticed so often, which is enough to know its rate. */
const enough = 8;
const atMost = 40;
const leastRate = 0.2;

interface Detection {
	readonly seeds: number;
	readonly caught: number;
	/** What gave it away, and how often. */
	readonly promises: ReadonlyMap<string, number>;
}

async function detect(name: string): Promise<Detection> {
	const promises = new Map<string, number>();
	let [seeds, caught] = [0, 0];
	while (caught < enough && seeds < atMost) {
		const { broken } = await runSeed(++seeds, plantedBugs[name]?.());
		if (!broken) continue;
		caught++;
		promises.set(broken.promise, (promises.get(broken.promise) ?? 0) + 1);
	}
	return { seeds, caught, promises };
}

function line(name: string, { seeds, caught, promises }: Detection): string {
	const rate = `${Math.round((caught / seeds) * 100)} %`.padStart(5);
	return `${name.padEnd(30)} ${rate}  ${caught} of ${seeds}  ${[...promises].map(([promise, times]) => `${promise} (${times})`).join(', ')}`;
}

describe('a mistake planted in the sync', () => {
	const table: string[] = [];

	it.each(Object.keys(plantedBugs))('is noticed in a fifth of the seeds: %s', async (name) => {
		const detection = await detect(name);
		table.push(line(name, detection));
		expect(detection.caught / detection.seeds).toBeGreaterThanOrEqual(leastRate);
		// A run that merely stopped proves nothing about the promise.
		expect(detection.promises.get('it runs') ?? 0).toBe(0);
	});

	it('stands in the table with its rate', () => {
		console.log(`\n${table.join('\n')}\n`);
		expect(table).toHaveLength(Object.keys(plantedBugs).length);
	});
});
