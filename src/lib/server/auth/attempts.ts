import type { Job } from '../db/jobs.ts';
import type { AttemptTable } from '../db/auth-tables.ts';
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
	const count = await readCount(tx, subject);
	const locked = lockedFor(count, now);
	if (locked > 0) return locked;
	const next = afterAttempt(count, now, attempted.kind === 'address' ? addressLimit : subjectLimit);
	const columns = { attempts: next.attempts, since: next.since, locked_until: next.lockedUntil ?? null };
	await tx
		.insertInto('attempt')
		.values({ subject, ...columns })
		.onConflict((c) => c.column('subject').doUpdateSet(columns))
		.execute();
	await tx.deleteFrom('attempt').where('since', '<', now - forgottenAfter).execute();
	return 0;
};

/** After a right answer: what went before was a slip. */
export const forgetAttempts: Job<Attempted, void> = async (tx, { kind, of }) => {
	await tx.deleteFrom('attempt').where('subject', '=', `${kind}:${of}`).execute();
};

async function readCount(tx: Tx, subject: string): Promise<AttemptCount | undefined> {
	const row: AttemptTable | undefined = await tx
		.selectFrom('attempt')
		.selectAll()
		.where('subject', '=', subject)
		.executeTakeFirst();
	return row && { attempts: row.attempts, since: row.since, lockedUntil: row.locked_until ?? undefined };
}
