import { parentPort, workerData } from 'node:worker_threads';
import { runJob } from './job-runner.ts';
import type { JobArgs, JobName } from './jobs.ts';
import type { Schema } from './schema.ts';
import { kyselyOnSqlite, openSqlite } from './sqlite.ts';
import { answerOfError, type JobAnswer, type JobRequest } from './writer-messages.ts';

// Runs from its source file: the bundle must not swallow it, and Node takes the types out by itself.
const { path } = workerData as { path: string };
const database = openSqlite(path, 'write');
const db = kyselyOnSqlite<Schema>(database);
const port = parentPort;
if (!port) throw new Error('The writer runs as a worker thread');

let queue = Promise.resolve();
port.on('message', (message: JobRequest | 'close') => {
	queue = queue.then(() => (message === 'close' ? close() : answer(message)));
});

async function answer({ call, name, args }: JobRequest): Promise<void> {
	let reply: JobAnswer;
	try {
		reply = { call, result: await runJob(db, name as JobName, args as JobArgs<JobName>, Date.now) };
	} catch (error) {
		reply = answerOfError(call, error);
	}
	port?.postMessage(reply);
}

async function close(): Promise<void> {
	await db.destroy();
	port?.close();
}
