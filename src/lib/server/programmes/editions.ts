import type { Edition, EditionId } from '#lib/domain/programmes/edition.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';

/** Editions that still count: once one is closed, what it came to stays as it is. */
export async function listOpenEditions(tx: Tx, schoolId: SchoolId): Promise<Edition[]> {
	const rows = await tx.selectFrom('edition').select('body').where('school_id', '=', schoolId).orderBy('id').execute();
	return rows.map(({ body }) => parseBody<Edition>(body)).filter((edition) => !edition.closed);
}

/** Everybody is to be counted again in this edition, from the first on. */
export async function countAgain(tx: Tx, schoolId: SchoolId, editionId: EditionId): Promise<void> {
	await tx
		.insertInto('edition_to_count')
		.values({ school_id: schoolId, edition_id: editionId, after_patron_id: '' })
		.onConflict((conflict) => conflict.columns(['school_id', 'edition_id']).doUpdateSet({ after_patron_id: '' }))
		.execute();
}
