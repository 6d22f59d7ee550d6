import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Operations that wait for a record or a person, what installations say of themselves, and numbers that never arrived. */
export const installations: Migration = {
	id: '0025-installations',
	async up(db: Kysely<unknown>) {
		await db.schema.alterTable('installation').addColumn('build', 'text').execute();
		await db.schema.alterTable('installation').addColumn('ended_why', 'text').execute();
		await db.schema
			.createTable('installation_gap')
			.addColumn('installation_id', 'text', (c) => c.notNull().references('installation.id'))
			.addColumn('from_n', 'bigint', (c) => c.notNull())
			.addColumn('to_n', 'bigint', (c) => c.notNull())
			.addColumn('found_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('installation_gap_pk', ['installation_id', 'from_n'])
			.execute();
		await createSetAside(db);
	}
};

async function createSetAside({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('set_aside')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('installation_id', 'text', (c) => c.notNull().references('installation.id'))
		.addColumn('n', 'bigint', (c) => c.notNull())
		.addColumn('reason', 'text', (c) => c.notNull())
		.addColumn('wanted_by', 'text')
		.addPrimaryKeyConstraint('set_aside_pk', ['installation_id', 'n'])
		.execute();
	await schema.createIndex('set_aside_school').on('set_aside').column('school_id').execute();
	await schema
		.createTable('set_aside_missing')
		.addColumn('installation_id', 'text', (c) => c.notNull())
		.addColumn('n', 'bigint', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('id', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('set_aside_missing_pk', ['installation_id', 'n', 'kind', 'id'])
		.addForeignKeyConstraint('set_aside_missing_of', ['installation_id', 'n'], 'set_aside', ['installation_id', 'n'], (c) => c.onDelete('cascade'))
		.execute();
}
