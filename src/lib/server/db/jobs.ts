import { CompiledQuery } from 'kysely';
import type { School } from '#lib/domain/school/school.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { publishAlsoRead } from '../also-read/publish-also-read.ts';
import { authJobs } from '../auth/auth-jobs.ts';
import { removeDemoSchool } from '../demo/remove-demo-school.ts';
import { mintSetUpCode } from '../setup/set-up-code.ts';
import { setUpSchool } from '../setup/set-up-school.ts';
import { importJobs } from '../import/import-jobs.ts';
import { publishClassPupils } from '../sync/publish-class-pupils.ts';
import { countProgressAgain } from '../programmes/count-again.ts';
import { privacyJobs } from '../privacy/privacy-jobs.ts';
import { sweepPhotos } from '../sync/photos-of-leavers.ts';
import { receivePush } from '../sync/receive-push.ts';
import { saveReport } from '../sync/report.ts';
import { saveSchool } from '../sync/schools.ts';
import { buildPage, finishSnapshot } from '../sync/snapshot-pages.ts';
import { sweepFeed } from '../sync/sweep-feed.ts';
import { writeFacts, writeRows, type DeletedRow, type WrittenRow } from '../sync/write-rows.ts';
import type { Clock, Job } from './job.ts';
import { mintEpoch } from './meta.ts';
import type { Tx } from './schema.ts';

export interface Statement {
	readonly sql: string;
	readonly parameters: readonly unknown[];
}
export interface StatementResult {
	readonly rows: unknown[];
	readonly affected: number;
}

/** One statement as it is, for libraries that write their own tables. */
const runStatement: Job<Statement, StatementResult> = async (tx, { sql, parameters }) => {
	const result = await tx.executeQuery(CompiledQuery.raw(sql, [...parameters]));
	return { rows: result.rows, affected: Number(result.numAffectedRows ?? 0) };
};

/** Everything that can be asked of the writer, by name. Each part of the server adds its own here. */
export const jobs = {
	sql: runStatement,
	...authJobs,
	...importJobs,
	...privacyJobs,
	push: receivePush,
	sweepPhotos,
	report: saveReport,
	sweepFeed,
	mintEpoch: (tx: Tx, _args: Record<string, never>, clock: Clock) => mintEpoch(tx, clock()),
	publishClassPupils,
	buildPage,
	finishSnapshot,
	removeDemoSchool,
	mintSetUpCode,
	setUpSchool,
	countProgressAgain,
	publishAlsoRead,
	saveSchool: (tx: Tx, { school }: { readonly school: School }) => saveSchool(tx, school),
	writeRows: (tx: Tx, args: { readonly schoolId: SchoolId; readonly rows: readonly (WrittenRow | DeletedRow)[] }) =>
		writeRows(tx, args.schoolId, args.rows),
	writeFacts: (tx: Tx, args: { readonly schoolId: SchoolId; readonly facts: readonly CopyFact[] }) =>
		writeFacts(tx, args.schoolId, args.facts)
} as const;

export type JobName = keyof typeof jobs;
export type JobArgs<N extends JobName> = Parameters<(typeof jobs)[N]>[1];
export type JobResult<N extends JobName> = Awaited<ReturnType<(typeof jobs)[N]>>;

/** Asks the writer for one job; resolves once it is committed. */
export type Write = <N extends JobName>(name: N, args: JobArgs<N>) => Promise<JobResult<N>>;
