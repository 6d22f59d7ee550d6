import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RequestFailure } from '../failure.ts';
import type { JobResult, JobName, Write } from './jobs.ts';
import { errorOfAnswer, type JobAnswer } from './writer-messages.ts';

interface Waiting {
	resolve(result: unknown): void;
	reject(error: Error): void;
}

export interface Writer {
	readonly write: Write;
	close(): Promise<void>;
}

/** Starts the writer thread on a SQLite file; starts it again should it ever end by itself. */
export function startWriter(path: string, root = process.cwd()): Writer {
	const source = join(root, 'src/lib/server/db/writer-thread.ts');
	const waiting = new Map<number, Waiting>();
	let worker: Worker | undefined;
	let calls = 0;
	let closed = false;

	function start(): Worker {
		const started = new Worker(source, { workerData: { path }, execArgv: [] });
		started.on('message', (answer: JobAnswer) => {
			const asker = waiting.get(answer.call);
			waiting.delete(answer.call);
			if ('result' in answer) asker?.resolve(answer.result);
			else asker?.reject(errorOfAnswer(answer));
		});
		started.on('error', (error) => console.error('writer thread:', error));
		started.on('exit', () => {
			if (worker === started) worker = undefined;
			for (const asker of waiting.values()) asker.reject(new RequestFailure('serverFailed'));
			waiting.clear();
		});
		return started;
	}

	return {
		write: <N extends JobName>(name: N, args: unknown) =>
			new Promise<JobResult<N>>((resolve, reject) => {
				if (closed) return reject(new RequestFailure('busy'));
				worker ??= start();
				const call = ++calls;
				waiting.set(call, { resolve: (result) => resolve(result as JobResult<N>), reject });
				worker.postMessage({ call, name, args });
			}),
		close: () =>
			new Promise<void>((resolve) => {
				closed = true;
				if (!worker) return resolve();
				worker.once('exit', () => resolve());
				worker.postMessage('close');
			})
	};
}
