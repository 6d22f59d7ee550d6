import type { Kysely } from 'kysely';
import { RequestFailure } from '../failure.ts';
import { timed, type Clock, type Job } from './job.ts';
import { jobs, type JobArgs, type JobName, type JobResult, type Write } from './jobs.ts';
import type { Schema } from './schema.ts';
import { storageFailure } from './storage-trouble.ts';

/** Runs one job in one transaction: all of it is stored, or nothing. What the database itself cannot do becomes a failure that says when to try again. */
export async function runJob<N extends JobName>(
	db: Kysely<Schema>,
	name: N,
	args: JobArgs<N>,
	clock: Clock
): Promise<JobResult<N>> {
	const job = jobs[name] as unknown as Job<JobArgs<N>, JobResult<N>>;
	try {
		return await db.transaction().execute((tx) => job(timed(tx, clock), args, clock));
	} catch (error) {
		const code = storageFailure(error);
		if (!code) throw error;
		console.error(`job ${name}:`, error);
		throw new RequestFailure(code);
	}
}

/** A writer in this very process: for PostgreSQL, where the school's counter row orders transactions, and for tests. */
export function writerInProcess(db: Kysely<Schema>, clock: Clock): Write {
	return (name, args) => runJob(db, name, args, clock);
}
