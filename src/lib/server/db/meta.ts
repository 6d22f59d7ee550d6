import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The name of this run of history; minted when the database is new. */
export async function readEpoch(db: Kysely<Schema>): Promise<string> {
	await db
		.insertInto('meta')
		.values({ name: 'epoch', value: randomUUID() })
		.onConflict((c) => c.column('name').doNothing())
		.execute();
	const row = await db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirstOrThrow();
	return row.value;
}
