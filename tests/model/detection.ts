import { plantedBugs } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

/** How often a planted mistake was noticed. */
export interface Detection {
	readonly seeds: number;
	readonly caught: number;
	/** What gave it away, and how often. */
	readonly promises: ReadonlyMap<string, number>;
}

/** Promises broken by so many seeds from `first`, with the mistake in place. Ends early once `enough` have noticed it. */
export async function detect(name: string, first: number, atMost: number, enough = Infinity): Promise<Detection> {
	const promises = new Map<string, number>();
	let [seeds, caught] = [0, 0];
	while (caught < enough && seeds < atMost) {
		const { broken } = await runSeed(first + seeds++, plantedBugs[name]?.());
		if (!broken) continue;
		caught++;
		promises.set(broken.promise, (promises.get(broken.promise) ?? 0) + 1);
	}
	return { seeds, caught, promises };
}

/** One line of the table. */
export function detectionLine(name: string, { seeds, caught, promises }: Detection): string {
	const rate = `${Math.round((caught / seeds) * 100)} %`.padStart(5);
	return `${name.padEnd(30)} ${rate}  ${caught} of ${seeds}  ${[...promises].map(([promise, times]) => `${promise} (${times})`).join(', ')}`;
}
