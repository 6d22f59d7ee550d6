import { createHash } from 'node:crypto';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { forgottenText, idsIn, isBlanked } from '#lib/protocol/forgotten.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { Tx } from '../db/schema.ts';

/** By what a forgotten person's id is known again without being kept. */
export function forgottenHash(schoolId: string, id: string): string {
	return createHash('sha256').update(forgottenText(schoolId, id)).digest('hex');
}

/**
 * Whether an operation is about, or by, somebody who was forgotten: it may have been under way, or come back from the
 * archive of a device after a restore. Such an operation is stored without what it said and changes nothing.
 */
export async function namesForgotten(tx: Tx, schoolId: SchoolId, { actor, payload }: Operation): Promise<boolean> {
	if (isBlanked(payload)) return true;
	const hashes = [actor, ...idsIn(payload)].map((id) => forgottenHash(schoolId, id));
	const row = await tx
		.selectFrom('forgotten')
		.select('hash')
		.where('school_id', '=', schoolId)
		.where('hash', 'in', hashes)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
