import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What was imported, when and by whom, what each row was before, and which columns a school chose. */
export const imports: Migration = {
	id: '0003-imports',
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('import_run')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('kind', 'text', (c) => c.notNull())
			.addColumn('file_name', 'text', (c) => c.notNull())
			.addColumn('account_id', 'text')
			.addColumn('started_at', 'bigint', (c) => c.notNull())
			.addColumn('ended_at', 'bigint')
			.addColumn('total', 'integer', (c) => c.notNull())
			.addColumn('written', 'integer', (c) => c.notNull().defaultTo(0))
			.addColumn('undone_at', 'bigint')
			.addColumn('kept', 'integer', (c) => c.notNull().defaultTo(0))
			.addColumn('report', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('import_run_pk', ['school_id', 'id'])
			.execute();
		await db.schema
			.createTable('import_row')
			.addColumn('school_id', 'text', (c) => c.notNull())
			.addColumn('import_id', 'text', (c) => c.notNull())
			.addColumn('kind', 'text', (c) => c.notNull())
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('before', 'text')
			.addColumn('after', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('import_row_pk', ['school_id', 'import_id', 'kind', 'id'])
			.addForeignKeyConstraint('import_row_run', ['school_id', 'import_id'], 'import_run', ['school_id', 'id'], (c) => c.onDelete('cascade'))
			.execute();
		await db.schema
			.createTable('import_columns')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('header', 'text', (c) => c.notNull())
			.addColumn('chosen', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('import_columns_pk', ['school_id', 'header'])
			.execute();
	}
};
