import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** What classes did together: lessons in digital literacy, and free reading with who was there. */
export const classLog: Migration = {
	id: '0041-class-log',
	async up(db) {
		for (const name of ['lesson', 'reading_session']) {
			await db.schema
				.createTable(name)
				.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('body', 'text', (c) => c.notNull())
				.addColumn('group_id', 'text', (c) => c.notNull())
				.addColumn('held_on', 'text', (c) => c.notNull())
				.addColumn('active', 'integer', (c) => c.notNull())
				.addPrimaryKeyConstraint(`${name}_pk`, ['school_id', 'id'])
				.execute();
		}
		await db.schema
			.createTable('reading_session_pupil')
			.addColumn('school_id', 'text', (c) => c.notNull())
			.addColumn('session_id', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('reading_session_pupil_pk', ['school_id', 'session_id', 'patron_id'])
			.addForeignKeyConstraint('reading_session_pupil_session', ['school_id', 'session_id'], 'reading_session', ['school_id', 'id'])
			.execute();
		await sql`create index lesson_of_group on lesson (school_id, group_id)`.execute(db);
		await sql`create index reading_session_of_group on reading_session (school_id, group_id)`.execute(db);
		await sql`create index reading_session_of_pupil on reading_session_pupil (school_id, patron_id)`.execute(db);
	}
};
