import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** Boxes and rotating collections of a library, and where each of their copies is in its stay. */
export const boxes: Migration = {
	id: '0085-boxes',
	async up(db: Kysely<unknown>) {
		await owned(db, 'box').addColumn('keeper_id', 'text').execute();
		await owned(db, 'box_copy')
			.addColumn('box_id', 'text', (c) => c.notNull())
			.addColumn('copy_id', 'text', (c) => c.notNull())
			.addForeignKeyConstraint('box_copy_box', ['school_id', 'box_id'], 'box', ['school_id', 'id'])
			.addForeignKeyConstraint('box_copy_copy', ['school_id', 'copy_id'], 'copy', ['school_id', 'id'])
			.execute();
		await db.schema.createIndex('box_copy_by_box').on('box_copy').columns(['school_id', 'box_id']).execute();
		await db.schema.createIndex('box_copy_by_copy').on('box_copy').columns(['school_id', 'copy_id']).execute();
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
