import { sql } from 'kysely';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { RequestFailure } from '../failure.ts';
import type { Tx } from '../db/schema.ts';

/** One numbered change of one school, inside the transaction that makes it. */
export interface Change {
	readonly tx: Tx;
	readonly schoolId: SchoolId;
	readonly seq: number;
}

/**
 * Takes the school's next number and with it the school's lock: the first statement of every transaction
 * that changes what devices follow. So the order of commits is the order of numbers (sync.md, principle 5).
 * @throws RequestFailure `unknownSchool`
 */
export async function beginChange(tx: Tx, schoolId: SchoolId): Promise<Change> {
	const school = await tx
		.updateTable('school')
		.set({ seq: sql<number>`seq + 1` })
		.where('id', '=', schoolId)
		.returning('seq')
		.executeTakeFirst();
	if (!school) throw new RequestFailure('unknownSchool');
	return { tx, schoolId, seq: school.seq };
}
