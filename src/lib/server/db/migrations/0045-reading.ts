import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** The reading log, which is its reader's alone, and the reading list that is handed in to teachers. */
export const reading: Migration = {
	id: '0045-reading',
	async up(db) {
		const ofPatron = (name: string) =>
			db.schema
				.createTable(name)
				.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
				.addColumn('id', 'text', (c) => c.notNull())
				.addColumn('body', 'text', (c) => c.notNull())
				.addColumn('patron_id', 'text', (c) => c.notNull())
				.addPrimaryKeyConstraint(`${name}_pk`, ['school_id', 'id'])
				.addForeignKeyConstraint(`${name}_patron`, ['school_id', 'patron_id'], 'patron', ['school_id', 'id']);
		await ofPatron('reading_entry')
			.addColumn('ended', 'text', (c) => c.check(sql`ended in ('finished', 'stopped')`))
			.addColumn('ended_on', 'text')
			.execute();
		await ofPatron('reading_progress')
			.addColumn('entry_id', 'text', (c) => c.notNull())
			.addForeignKeyConstraint('reading_progress_entry', ['school_id', 'entry_id'], 'reading_entry', ['school_id', 'id'], (c) => c.onDelete('cascade'))
			.execute();
		await ofPatron('reading_profile').execute();
		await ofPatron('listed_title').execute();
		await ofPatron('list_message')
			.addColumn('listed_title_id', 'text', (c) => c.notNull())
			.addForeignKeyConstraint('list_message_title', ['school_id', 'listed_title_id'], 'listed_title', ['school_id', 'id'], (c) => c.onDelete('cascade'))
			.execute();
		await ofPatron('reading_level').execute();
		for (const table of ['reading_entry', 'reading_progress', 'listed_title', 'list_message', 'reading_level']) {
			await sql`create index ${sql.ref(`${table}_of_patron`)} on ${sql.table(table)} (school_id, patron_id)`.execute(db);
		}
		await sql`create index reading_progress_of_entry on reading_progress (school_id, entry_id)`.execute(db);
		await sql`create index operation_of_actor on operation (school_id, actor_id)`.execute(db);
	}
};
