import { describe, expect, it } from 'vitest';
import { detect, detectionLine } from './detection.ts';
import { plantedBugs } from './planted-bugs.ts';

/** Seeds that nobody looked at while mistakes and misfortunes were written. */
const first = 7_000_001;
const atMost = 40;
/** A fifth of them is enough, and then it need not go on. */
const enough = atMost / 5;

describe('a mistake planted in the sync', () => {
	const table: string[] = [];

	it.each(Object.keys(plantedBugs))('is noticed in a fifth of the seeds: %s', async (name) => {
		const detection = await detect(name, first, atMost, enough);
		table.push(detectionLine(name, detection));
		expect(detection.caught, detectionLine(name, detection)).toBe(enough);
		// A run that merely stopped proves nothing about the promise.
		expect(detection.promises.get('it runs') ?? 0).toBe(0);
	});

	it('stands in the table with its rate', () => {
		console.log(`\n${table.join('\n')}\n`);
		expect(table).toHaveLength(Object.keys(plantedBugs).length);
	});
});
