import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Tx } from './schema.ts';

/** True time, as the server knows it. */
export type Clock = () => Instant;

/**
 * Something the one writer does, in one transaction of its own. Arguments and results cross a thread,
 * so they are plain records. Nothing slow inside: others wait. Throws `RequestFailure` for what the asker should hear.
 */
export type Job<Args, Result> = (tx: Tx, args: Args, clock: Clock) => Promise<Result>;
