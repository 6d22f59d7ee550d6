import type { Instant } from '#lib/domain/shared/calendar-date.ts';

/** Attempts that failed, or have not been answered yet, for one name, one code or one address. */
export interface AttemptCount {
	readonly attempts: number;
	/** Start of the period in which they are counted. */
	readonly since: Instant;
	readonly lockedUntil: Instant | undefined;
}

export interface AttemptLimit {
	readonly most: number;
	/** Milliseconds after which attempts are forgotten, and for which too many of them lock. */
	readonly period: number;
}

const quarter = 15 * 60_000;

/** Ten wrong secrets for one name, or ten tries of one code. */
export const subjectLimit: AttemptLimit = { most: 10, period: quarter };
/**
 * Names and codes that do not exist, by address: a flood, not a class. A school of 2,500 behind one address
 * in which each pupil mistypes the name once in a quarter of an hour stays below it.
 */
export const addressLimit: AttemptLimit = { most: 3000, period: quarter };

/** Milliseconds until a subject may try again; 0: now. */
export function lockedFor(count: AttemptCount | undefined, now: Instant): number {
	return Math.max(0, (count?.lockedUntil ?? 0) - now);
}

/** Counts one attempt; the one that reaches the limit is still answered, the next finds a lock. */
export function afterAttempt(count: AttemptCount | undefined, now: Instant, limit: AttemptLimit): AttemptCount {
	const aged = !count || now - count.since >= limit.period || (count.lockedUntil !== undefined && count.lockedUntil <= now);
	const attempts = aged ? 1 : count.attempts + 1;
	return {
		attempts,
		since: aged ? now : count.since,
		lockedUntil: attempts >= limit.most ? now + limit.period : undefined
	};
}
