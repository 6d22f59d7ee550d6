import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Signing in through a school's own provider: how to reach it, and who is who there. */
export const provider: Migration = {
	id: '0017-provider',
	async up(db: Kysely<unknown>) {
		await db.schema.alterTable('school_sign_in').addColumn('provider', 'text').execute();
		await db.schema.alterTable('school_sign_in').addColumn('provider_secret', 'text').execute();
		await db.schema
			.createTable('provider_link')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('subject_hash', 'text', (c) => c.notNull())
			.addColumn('account_id', 'text', (c) => c.notNull().unique().references('account.id'))
			.addColumn('role', 'text')
			.addColumn('brin', 'text')
			.addColumn('linked_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('provider_link_pk', ['school_id', 'subject_hash'])
			.execute();
	}
};
