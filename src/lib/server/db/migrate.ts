import { sql, type Kysely, type Transaction } from 'kysely';
import { migrations } from './migrations/list.ts';
import type { Migration } from './migrations/migration.ts';
import type { DialectName } from './schema.ts';

interface WithMigrations {
	migration: { id: string; applied_at: number };
}

/** Any number; two nodes that start together must agree on it. */
const migrationLock = 7_410_226;

/**
 * Takes every step that this database has not taken yet, all in one transaction.
 * @throws when the database was written by a later version: going on would harm it
 */
export async function migrate<S>(
	db: Kysely<S>,
	dialect: DialectName,
	now: number,
	steps: readonly Migration[] = migrations
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
		await runSteps(tx as unknown as Transaction<WithMigrations>, dialect, now, steps);
	});
}

async function runSteps(
	tx: Transaction<WithMigrations>,
	dialect: DialectName,
	now: number,
	steps: readonly Migration[]
): Promise<void> {
	await tx.schema
		.createTable('migration')
		.ifNotExists()
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('applied_at', 'bigint', (c) => c.notNull())
		.execute();
	const taken = new Set((await tx.selectFrom('migration').select('id').execute()).map((row) => row.id));
	const known = new Set(steps.map((step) => step.id));
	const later = [...taken].filter((id) => !known.has(id));
	if (later.length > 0) throw new Error(`The database is newer than this version: it has ${later.join(', ')}`);
	for (const step of steps) {
		if (taken.has(step.id)) continue;
		await step.up(tx as unknown as Kysely<unknown>, dialect);
		await tx.insertInto('migration').values({ id: step.id, applied_at: now }).execute();
	}
}
