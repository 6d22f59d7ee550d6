import { randomBytes } from 'node:crypto';
import type { Job } from '../db/job.ts';

/** What signs the cookies; made once for a database, so that every server on it knows the others' cookies. */
export const readAuthSecret: Job<Record<string, never>, string> = async (tx) => {
	await tx
		.insertInto('meta')
		.values({ name: 'authSecret', value: randomBytes(32).toString('base64url') })
		.onConflict((c) => c.column('name').doNothing())
		.execute();
	const row = await tx.selectFrom('meta').select('value').where('name', '=', 'authSecret').executeTakeFirstOrThrow();
	return row.value;
};
