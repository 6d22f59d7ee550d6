import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What patrons say of titles. */
export const reviews: Migration = {
	id: '0080-reviews',
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('review')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('body', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addColumn('title_id', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('review_pk', ['school_id', 'id'])
			.addForeignKeyConstraint('review_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
			.addForeignKeyConstraint('review_title', ['school_id', 'title_id'], 'title', ['school_id', 'id'])
			.execute();
		await db.schema.createIndex('review_of_patron').on('review').columns(['school_id', 'patron_id']).execute();
	}
};
