import type { Edition } from '#lib/domain/programmes/edition.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';

/** Editions that still count: once one is closed, what it came to stays as it is. */
export async function listOpenEditions(tx: Tx, schoolId: SchoolId): Promise<Edition[]> {
	const rows = await tx.selectFrom('edition').select('body').where('school_id', '=', schoolId).orderBy('id').execute();
	return rows.map(({ body }) => parseBody<Edition>(body)).filter((edition) => !edition.closed);
}

/** What an edition asks may be different now: everybody is to be counted again, from the first on. */
export async function countAgain(tx: Tx, schoolId: SchoolId): Promise<void> {
	await tx
		.insertInto('progress_to_count')
		.values({ school_id: schoolId, after_patron_id: '' })
		.onConflict((conflict) => conflict.column('school_id').doUpdateSet({ after_patron_id: '' }))
		.execute();
}
