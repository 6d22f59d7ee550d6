import { createHash } from 'node:crypto';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { forgottenText, isBlanked } from '#lib/protocol/rows.ts';
import type { Tx } from '../db/schema.ts';

/** By what a forgotten person's id is known again without being kept. */
export function forgottenHash(schoolId: string, id: string): string {
	return createHash('sha256').update(forgottenText(schoolId, id)).digest('hex');
}

/** No id is longer; what is longer is a photo or a story. */
const longestId = 240;
/** A payload names a handful of records; more strings than this are a list of something else. */
const mostStrings = 400;

/** Every string in a value that could be an id. */
export function idsIn(value: unknown): string[] {
	const found = new Set<string>();
	walk(value, found);
	return [...found].slice(0, mostStrings);
}

function walk(value: unknown, found: Set<string>): void {
	if (typeof value === 'string') {
		if (value.length > 0 && value.length <= longestId) found.add(value);
	} else if (Array.isArray(value)) for (const each of value) walk(each, found);
	else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) walk(each, found);
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
