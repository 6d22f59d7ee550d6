import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import type { Attempted } from './attempts.ts';

/** Counts one attempt for a name or a code. @throws RequestFailure `locked` with `retryAfter` in seconds */
export async function countOrLock({ write }: OpenDatabase, attempted: Attempted): Promise<void> {
	const wait = await write('countAttempt', attempted);
	if (wait > 0) throw new RequestFailure('locked', { retryAfter: Math.ceil(wait / 1000) });
}

/** Counts somebody who asks for what does not exist. @throws RequestFailure `tooMany` with `retryAfter` in seconds */
export async function countUnknown({ write }: OpenDatabase, address: string): Promise<void> {
	const wait = await write('countAttempt', { kind: 'address', of: address });
	if (wait > 0) throw new RequestFailure('tooMany', { retryAfter: Math.ceil(wait / 1000) });
}
