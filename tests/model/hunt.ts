import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runSeed } from './run-seed.ts';

/** What a thread says of one seed. */
interface Found {
	readonly seed: number;
	readonly operations: number;
	readonly broken: string | undefined;
}

if (isMainThread) await hunt();
else await search();

/** One thread runs every `step`th seed. */
async function search(): Promise<void> {
	const { first, last, step } = workerData as { first: number; last: number; step: number };
	for (let seed = first; seed <= last; seed += step) {
		const { operations, broken } = await runSeed(seed);
		parentPort?.postMessage({ seed, operations, broken: broken?.message } satisfies Found);
	}
}

async function hunt(): Promise<void> {
	const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } });
	const [first, count] = [Number(values.seed), Number(values.seeds)];
	const last = first + count - 1;
	const began = performance.now();
	const sum = { runs: 0, failures: 0, operations: 0, said: began };
	const rate = () => (sum.runs / ((performance.now() - began) / 1000)).toFixed(1);
	const threads = Math.min(availableParallelism(), count);
	const hear = ({ seed, operations, broken }: Found) => {
		sum.runs++;
		sum.operations += operations;
		if (broken !== undefined) {
			sum.failures++;
			console.log(`seed ${seed}: ${broken}\n  again: npm run hunt -- --seeds 1 --seed ${seed}`);
		}
		if (performance.now() - sum.said < 5_000) return;
		sum.said = performance.now();
		console.log(`${sum.runs} of ${count}, ${sum.failures} failures, ${rate()} runs/s`);
	};
	await Promise.all(Array.from({ length: threads }, (_, i) => ended(first + i, last, threads, hear)));
	const { user, system } = process.cpuUsage();
	const perRun = ((user + system) / 1000 / count).toFixed(1);
	process.exitCode = sum.failures > 0 ? 1 : 0;
	console.log(
		`hunt: ${count} seeds, ${sum.failures} failures, ${rate()} runs/s, ${sum.operations} operations, ${threads} threads, ${perRun} ms of processor each, seed ${first}..${last}`
	);
}

function ended(first: number, last: number, step: number, hear: (found: Found) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL(import.meta.url), { workerData: { first, last, step } });
		worker.on('message', hear);
		worker.on('error', reject);
		worker.on('exit', () => resolve());
	});
}
