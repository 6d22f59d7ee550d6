import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
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

/** When this run of history began by a restore; what happened before it comes back from installations. 0: never restored. */
export async function readEpochBegan(db: Kysely<Schema>): Promise<Instant> {
	const row = await db.selectFrom('meta').select('value').where('name', '=', 'epochBegan').executeTakeFirst();
	return Number(row?.value ?? 0);
}

/** Begins a new run of history, as a restore must: installations load anew and give back what this database lacks. */
export async function mintEpoch(db: Kysely<Schema>, now: Instant): Promise<string> {
	const epoch = randomUUID();
	for (const [name, value] of [['epoch', epoch], ['epochBegan', String(now)]] as const) {
		await db
			.insertInto('meta')
			.values({ name, value })
			.onConflict((c) => c.column('name').doUpdateSet({ value }))
			.execute();
	}
	return epoch;
}
