import type { Migration } from './migration.ts';

/** When it was last worked out what the readers of a school also read; the lists themselves are in the feed. */
export const alsoRead: Migration = {
	id: '0088-also-read',
	async up(db) {
		await db.schema
			.createTable('also_read')
			.addColumn('school_id', 'text', (c) => c.primaryKey().references('school.id'))
			.addColumn('worked_out_at', 'bigint', (c) => c.notNull())
			.execute();
	}
};
