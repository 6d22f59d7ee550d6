import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { addressLimit, afterAttempt, lockedFor, subjectLimit, type AttemptCount } from './attempt-limit.ts';

/** Rows older than this count for nothing and go. */
const forgottenAfter = 24 * 3_600_000;

/** What is counted: a login name (known or not), a code, or the address that asks for what does not exist. */
export interface Attempted {
	readonly kind: 'name' | 'code' | 'address';
	/** `<school>/<name>`, `<school>/<code hash>`, or the address. */
	readonly of: string;
}

/**
 * Counts one attempt before it is answered, so that a thousand at the same moment are counted too.
 * Returns the milliseconds for which this attempt must be refused; 0: it may be answered.
 */
export const countAttempt: Job<Attempted, number> = async (tx, attempted, clock) => {
	const now = clock();
	const subject = `${attempted.kind}:${attempted.of}`;
	const count = await lockCount(tx, subject, now);
	const locked = lockedFor(count, now);
	if (locked > 0) return locked;
	const next = afterAttempt(count, now, attempted.kind === 'address' ? addressLimit : subjectLimit);
	const columns = { attempts: next.attempts, since: next.since, locked_until: next.lockedUntil ?? null };
	await tx.updateTable('attempt').set(columns).where('subject', '=', subject).execute();
	await tx.deleteFrom('attempt').where('since', '<', now - forgottenAfter).execute();
	return 0;
};

/** After a right answer: what went before was a slip. */
export const forgetAttempts: Job<Attempted, void> = async (tx, { kind, of }) => {
	await tx.deleteFrom('attempt').where('subject', '=', `${kind}:${of}`).execute();
};

/** Reads a row and keeps others from it until this transaction ends: an update that changes nothing locks it on both databases. */
async function lockCount(tx: Tx, subject: string, now: Instant): Promise<AttemptCount> {
	const row = await tx
		.insertInto('attempt')
		.values({ subject, attempts: 0, since: now, locked_until: null })
		.onConflict((c) => c.column('subject').doUpdateSet((eb) => ({ attempts: eb.ref('attempt.attempts') })))
		.returningAll()
		.executeTakeFirstOrThrow();
	return { attempts: row.attempts, since: row.since, lockedUntil: row.locked_until ?? undefined };
}
