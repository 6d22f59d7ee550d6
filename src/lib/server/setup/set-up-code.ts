import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { listSchools } from '../auth/accounts.ts';
import { newCode, normaliseCode, printedCode } from '../auth/activation-code.ts';
import type { Job } from '../db/job.ts';
import type { Schema } from '../db/schema.ts';

/** The row of `meta` that holds the hash of the code in force. */
export const setUpCodeRow = 'setUpCode';

/** A school that is not the demo: then nobody sets this server up any more. */
export async function hasRealSchool(db: Kysely<Schema>): Promise<boolean> {
	return (await listSchools(db)).some((school) => !school.demo);
}

/** What the database keeps of the code, however it was typed. */
export function setUpCodeHash(typed: string): string {
	return createHash('sha256').update(`set-up:${normaliseCode(typed)}`).digest('hex');
}

/** A new code, as printed; the one before stops working. `undefined`: the server has its school. */
export const mintSetUpCode: Job<Record<string, never>, string | undefined> = async (tx) => {
	if (await hasRealSchool(tx)) return undefined;
	const code = newCode();
	const value = setUpCodeHash(code);
	await tx
		.insertInto('meta')
		.values({ name: setUpCodeRow, value })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
		.execute();
	return printedCode(code);
};
