import type { Migration } from './migration.ts';

/** Who was forgotten, by nothing that says who it was: what arrives late about them must be known for what it is. */
export const forgotten: Migration = {
	id: '0030-forgotten',
	async up(db) {
		await db.schema
			.createTable('forgotten')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('hash', 'text', (c) => c.notNull())
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addColumn('by_account', 'text')
			.addColumn('finished_at', 'bigint')
			.addPrimaryKeyConstraint('forgotten_pk', ['school_id', 'hash'])
			.execute();
	}
};
