import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Teaching groups with their pupils, who teaches whom, and what teachers see of each pupil. */
export const groupsAndTeachers: Migration = {
	id: '0040-groups-and-teachers',
	async up(db) {
		const owned = (name: string) =>
			db.schema
				.createTable(name)
				.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('body', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint(`${name}_pk`, ['school_id', 'id']);
		await owned('teaching_group')
			.addColumn('name', 'text', (c) => c.notNull())
			.execute();
		await owned('group_place')
			.addColumn('group_id', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addColumn('active', 'integer', (c) => c.notNull())
			.addForeignKeyConstraint('group_place_group', ['school_id', 'group_id'], 'teaching_group', ['school_id', 'id'])
			.addForeignKeyConstraint('group_place_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
			.execute();
		// A teacher is a patron or an account, a group a home class or a teaching group: no one table to refer to.
		await owned('teaching')
			.addColumn('group_id', 'text', (c) => c.notNull())
			.addColumn('teacher_id', 'text', (c) => c.notNull())
			.addColumn('active', 'integer', (c) => c.notNull())
			.execute();
		await owned('class_pupil')
			.addColumn('group_id', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.execute();
		await sql`create index group_place_of_patron on group_place (school_id, patron_id)`.execute(db);
		await sql`create index group_place_of_group on group_place (school_id, group_id)`.execute(db);
		await sql`create index teaching_of_teacher on teaching (school_id, teacher_id)`.execute(db);
		await sql`create index class_pupil_of_patron on class_pupil (school_id, patron_id)`.execute(db);
		await sql`create index class_pupil_of_group on class_pupil (school_id, group_id)`.execute(db);
	}
};
