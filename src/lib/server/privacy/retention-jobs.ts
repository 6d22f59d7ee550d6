import type { CopyId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { beginChange } from '../sync/change.ts';
import { publish, type Publication } from '../sync/feed.ts';
import { deleteRecords } from '../sync/records.ts';
import { blankOperation } from './forget-jobs.ts';
import { takeNamesOff } from './take-names-off.ts';

export interface Retention {
	readonly schoolId: SchoolId;
	/** What ended before this loses its name. */
	readonly before: Instant;
}

/** Loans, holds and incidents of one transaction. */
const perJob = 50;
const changesPerJob = 2_000;

/** Operations that say who borrowed what, or wanted to. What staff did to a patron's record goes with the patron. */
export const borrowingOperations = ['check-out', 'move-loan', 'settle-incident', 'place-hold', 'settle-fine'] as const;

/** Loans that are over and paid for, and still say whose they were. */
export function endedLoans(tx: Tx, { schoolId, before }: Retention) {
	return tx
		.selectFrom('loan')
		.where('loan.school_id', '=', schoolId)
		.where('loan.patron_id', 'is not', null)
		.where('loan.returned_at', '<', before)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('fine')
						.select('fine.id')
						.whereRef('fine.school_id', '=', 'loan.school_id')
						.whereRef('fine.id', '=', 'loan.id')
						.whereRef('fine.cents', '>', 'fine.settled_cents')
				)
			)
		);
}

export function endedHolds(tx: Tx, { schoolId, before }: Retention) {
	return tx.selectFrom('hold').where('school_id', '=', schoolId).where('status', 'in', ['fulfilled', 'cancelled']).where('placed_at', '<', before);
}

export function settledQuestions(tx: Tx, { schoolId, before }: Retention) {
	return tx
		.selectFrom('incident')
		.where('school_id', '=', schoolId)
		.where('origin', '=', 'rule')
		.where('settled', '=', 1)
		.where('raised_at', '<', before);
}

/** Takes the patron off some loans. @returns how many; fewer than asked for at once means that it is done */
export const endLoansNames: Job<Retention, number> = async (tx, asked) => {
	const change = await beginChange(tx, asked.schoolId);
	const loans = await endedLoans(tx, asked).select(['loan.id', 'loan.copy_id']).orderBy('loan.returned_at').limit(perJob).execute();
	if (loans.length === 0) return 0;
	const ids = new Set<string>(loans.map((loan) => loan.id));
	const fines = await tx.selectFrom('fine').select('id').where('school_id', '=', asked.schoolId).where('id', 'in', [...ids]).execute();
	const copies = new Set(loans.map((loan) => loan.copy_id as CopyId));
	const publications = await takeNamesOff(change, copies, (fact, loanId) => (loanId === undefined ? fact.at < asked.before : ids.has(loanId)));
	publications.push(...(await deleteRecords(change, 'fine', fines.map(({ id }) => id))));
	await publish(change, publications);
	return loans.length;
};

/** Takes away holds and questions that are over. @returns how many */
export const endOldTraces: Job<Retention, number> = async (tx, asked) => {
	const change = await beginChange(tx, asked.schoolId);
	const holds = await endedHolds(tx, asked).select('id').limit(perJob).execute();
	const questions = await settledQuestions(tx, asked).select('id').limit(perJob).execute();
	const publications = await deleteRecords(change, 'hold', holds.map(({ id }) => id));
	for (const { id } of questions) {
		await tx.deleteFrom('incident').where('school_id', '=', asked.schoolId).where('id', '=', id).execute();
		publications.push({ kind: 'incident', id, audience: new Map() } satisfies Publication);
	}
	await publish(change, publications);
	return holds.length + questions.length;
};

/**
 * Blanks what old operations said about who borrowed what, but for loans that still say it.
 * @returns where to go on; `undefined`: done
 */
export const endOldOperations: Job<Retention & { readonly after: number }, number | undefined> = async (tx, { schoolId, before, after }) => {
	const rows = await tx
		.selectFrom('operation')
		.select(['installation_id', 'n', 'seq', 'payload'])
		.where('school_id', '=', schoolId)
		.where('seq', '>', after)
		.where('type', 'in', borrowingOperations)
		.where('payload', 'is not', null)
		.where('corrected_at', '<', before)
		// What was set aside waits to be carried out.
		.where('status', '!=', 'quarantined')
		.orderBy('seq')
		.limit(changesPerJob)
		.execute();
	const loanOf = new Map(rows.map((row) => [row, namedIn(row.payload ?? '')]));
	const named = await stillNamed(tx, schoolId, [...loanOf.values()].filter((id) => id !== undefined));
	for (const row of rows) if (!named.has(loanOf.get(row) ?? '')) await blankOperation(tx, row.installation_id, row.n);
	return rows.length < changesPerJob ? undefined : rows.at(-1)?.seq;
};

/** The loan or hold that an operation is about. */
function namedIn(payload: string): string | undefined {
	const { loanId, holdId } = JSON.parse(payload) as { loanId?: unknown; holdId?: unknown };
	return [loanId, holdId].find((id): id is string => typeof id === 'string');
}

async function stillNamed(tx: Tx, schoolId: string, ids: readonly string[]): Promise<Set<string>> {
	const found = new Set<string>();
	for (let from = 0; from < ids.length; from += 500) {
		const part = ids.slice(from, from + 500);
		const loans = await tx.selectFrom('loan').select('id').where('school_id', '=', schoolId).where('id', 'in', part).where('patron_id', 'is not', null).execute();
		const holds = await tx.selectFrom('hold').select('id').where('school_id', '=', schoolId).where('id', 'in', part).execute();
		for (const { id } of [...loans, ...holds]) found.add(id);
	}
	return found;
}
