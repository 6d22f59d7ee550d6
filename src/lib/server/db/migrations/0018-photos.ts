import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Photos of patrons, for desks. */
export const photos: Migration = {
	id: '0018-photos',
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('photo')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addColumn('body', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('photo_pk', ['school_id', 'id'])
			.addForeignKeyConstraint('photo_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'], (c) => c.onDelete('cascade'))
			.execute();
	}
};
