import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Patrons that are one person. */
export const patronMerges: Migration = {
	id: '0015-patron-merges',
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('patron_merge')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('from_id', 'text', (c) => c.notNull())
			.addColumn('into_id', 'text', (c) => c.notNull())
			.addColumn('undone', 'integer', (c) => c.notNull())
			.addColumn('body', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('patron_merge_pk', ['school_id', 'id'])
			.execute();
	}
};
