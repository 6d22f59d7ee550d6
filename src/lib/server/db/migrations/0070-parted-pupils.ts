import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** When pupils left a home class or teaching group, for work of its teachers that comes in later. */
export const partedPupils: Migration = {
	id: '0070-parted-pupils',
	async up(db) {
		await db.schema
			.createTable('parted_pupil')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('group_id', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addColumn('parted_at', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('parted_pupil_pk', ['school_id', 'group_id', 'patron_id'])
			.execute();
		await sql`create index parted_pupil_of_patron on parted_pupil (school_id, patron_id)`.execute(db);
	}
};
