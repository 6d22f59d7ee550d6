import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';

/** Rows of one table that a sweep takes away; more would keep the desks' writes waiting. */
const mostAtOnce = 500;
/** A code that was used or ran out still answers "used already" for so long; then nobody holds the paper any more. */
const codesKeptFor = 30 * 86_400_000;

/** Takes away sessions that ended, and codes on paper that open nothing. Says whether there is more. */
export const sweepSignIn: Job<Record<string, never>, boolean> = async (tx, _args, clock) => {
	const now = clock();
	const swept = [await sweepSessions(tx, now), await sweepVerifications(tx, now), await sweepCodes(tx, now - codesKeptFor)];
	return swept.some((rows) => rows >= mostAtOnce);
};

async function sweepSessions(tx: Tx, now: Instant): Promise<number> {
	const ended = tx.selectFrom('login_session').select('id').where('expiresAt', '<', new Date(now).toISOString()).limit(mostAtOnce);
	const { numDeletedRows } = await tx.deleteFrom('login_session').where('id', 'in', ended).executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}

async function sweepVerifications(tx: Tx, now: Instant): Promise<number> {
	const ended = tx.selectFrom('verification').select('id').where('expiresAt', '<', new Date(now).toISOString()).limit(mostAtOnce);
	const { numDeletedRows } = await tx.deleteFrom('verification').where('id', 'in', ended).executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}

async function sweepCodes(tx: Tx, before: Instant): Promise<number> {
	const old = tx
		.selectFrom('activation_code')
		.select('code_hash')
		.where((eb) => eb.or([eb('expires_at', '<', before), eb('used_at', '<', before)]))
		.limit(mostAtOnce);
	const { numDeletedRows } = await tx
		.deleteFrom('activation_code')
		// The school is part of the hash, so a hash names one code of one school.
		.where('code_hash', 'in', old)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
