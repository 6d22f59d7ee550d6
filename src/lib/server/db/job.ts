import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Tx } from './schema.ts';

/** True time, as the server knows it. */
export type Clock = () => Instant;

const clocks = new WeakMap<Tx, Clock>();

/** From now on `nowIn` answers for this transaction. */
export function timed(tx: Tx, clock: Clock): Tx {
	clocks.set(tx, clock);
	return tx;
}

/** True time inside a job, for what is written far below it. @throws outside one */
export function nowIn(tx: Tx): Instant {
	const clock = clocks.get(tx);
	if (!clock) throw new Error('a transaction that no job runs in knows no time');
	return clock();
}

/**
 * Something the one writer does, in one transaction of its own. Arguments and results cross a thread,
 * so they are plain records. Nothing slow inside: others wait. Throws `RequestFailure` for what the asker should hear.
 */
export type Job<Args, Result> = (tx: Tx, args: Args, clock: Clock) => Promise<Result>;
