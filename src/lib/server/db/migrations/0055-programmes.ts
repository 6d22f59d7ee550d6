import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Editions of programmes, what was done in them by or for a patron or a class, and how far everybody is. */
export const programmes: Migration = {
	id: '0055-programmes',
	async up(db: Kysely<unknown>) {
		await owned(db, 'edition').execute();
		for (const table of ['participation', 'read_aloud_round', 'class_pack'] as const) {
			const owner = table === 'participation' ? 'patron_id' : 'group_id';
			await owned(db, table)
				.addColumn('edition_id', 'text', (c) => c.notNull())
				.addColumn(owner, 'text', (c) => c.notNull())
				.addForeignKeyConstraint(`${table}_edition`, ['school_id', 'edition_id'], 'edition', ['school_id', 'id'])
				.execute();
			await db.schema.createIndex(`${table}_by_owner`).on(table).columns(['school_id', owner]).execute();
		}
		await db.schema
			.createTable('programme_progress')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('edition_id', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addColumn('home_class_id', 'text')
			.addColumn('state', 'text', (c) => c.notNull())
			.addColumn('titles', 'integer', (c) => c.notNull())
			.addColumn('votes', 'text')
			.addColumn('shared', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('programme_progress_pk', ['school_id', 'edition_id', 'patron_id'])
			.addForeignKeyConstraint('programme_progress_edition', ['school_id', 'edition_id'], 'edition', ['school_id', 'id'])
			.execute();
		await db.schema.createIndex('programme_progress_by_class').on('programme_progress').columns(['school_id', 'edition_id', 'home_class_id']).execute();
		await db.schema.createIndex('programme_progress_by_patron').on('programme_progress').columns(['school_id', 'patron_id']).execute();
		await db.schema
			.createTable('progress_to_count')
			.addColumn('school_id', 'text', (c) => c.primaryKey().references('school.id'))
			.addColumn('after_patron_id', 'text', (c) => c.notNull())
			.execute();
	}
};

function owned(db: Kysely<unknown>, table: string) {
	return db.schema
		.createTable(table)
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint(`${table}_pk`, ['school_id', 'id']);
}
