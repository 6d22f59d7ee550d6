import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Lists of titles that teachers and the media librarian put together. */
export const titleLists: Migration = {
	id: '0086-title-lists',
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('title_list')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('body', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('title_list_pk', ['school_id', 'id'])
			.execute();
	}
};
