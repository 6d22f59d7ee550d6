import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { detect, detectionLine, type Detection } from './detection.ts';
import { plantedBugs } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

/** What a thread says of one seed. */
interface Found {
	readonly seed: number;
	readonly operations: number;
	readonly broken: string | undefined;
}

interface Asked {
	readonly first: number;
	readonly last: number;
	readonly step: number;
	/** Only look how often these planted mistakes are noticed, one by one. */
	readonly planted?: readonly string[] | undefined;
}

const { values } = parseArgs({
	options: { seeds: { type: 'string' }, seed: { type: 'string' }, planted: { type: 'boolean', default: false } }
});

if (!isMainThread) await search(workerData as Asked);
else if (values.planted) await measureDetection(Number(values.seed ?? 1), Number(values.seeds ?? 100));
else await hunt(Number(values.seed ?? 1), Number(values.seeds ?? 1000));

/** One thread runs every `step`th seed, or looks for the mistakes given to it. */
async function search({ first, last, step, planted }: Asked): Promise<void> {
	for (const name of planted ?? []) parentPort?.postMessage([name, await detect(name, first, last - first + 1)] satisfies [string, Detection]);
	for (let seed = first; !planted && seed <= last; seed += step) {
		const { operations, broken } = await runSeed(seed);
		parentPort?.postMessage({ seed, operations, broken: broken?.message } satisfies Found);
	}
}

async function hunt(first: number, count: number): Promise<void> {
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
	await Promise.all(Array.from({ length: threads }, (_, i) => ended({ first: first + i, last, step: threads }, hear)));
	const { user, system } = process.cpuUsage();
	const perRun = ((user + system) / 1000 / count).toFixed(1);
	process.exitCode = sum.failures > 0 ? 1 : 0;
	console.log(
		`hunt: ${count} seeds, ${sum.failures} failures, ${rate()} runs/s, ${sum.operations} operations, ${threads} threads, ${perRun} ms of processor each, seed ${first}..${last}`
	);
}

/** The table of planted mistakes: how many of the seeds notice each. */
async function measureDetection(first: number, count: number): Promise<void> {
	const names = Object.keys(plantedBugs);
	const threads = availableParallelism();
	const rates: number[] = [];
	const hear = ([name, detection]: [string, Detection]) => {
		rates.push(detection.caught / detection.seeds);
		console.log(detectionLine(name, detection));
	};
	const share = (i: number) => names.filter((_, place) => place % threads === i);
	await Promise.all(Array.from({ length: threads }, (_, i) => ended({ first, last: first + count - 1, step: 1, planted: share(i) }, hear)));
	const lowest = Math.min(...rates);
	process.exitCode = lowest < 0.2 ? 1 : 0;
	console.log(`planted: ${names.length} mistakes, each in ${count} seeds, lowest rate ${Math.round(lowest * 100)} %, seed ${first}..${first + count - 1}`);
}

function ended<Heard>(asked: Asked, hear: (heard: Heard) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL(import.meta.url), { workerData: asked });
		worker.on('message', hear);
		worker.on('error', reject);
		worker.on('exit', () => resolve());
	});
}
