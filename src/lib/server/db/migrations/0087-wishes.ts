import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

/** What patrons would like the school to buy, and who else wants it. */
export const wishes: Migration = {
	id: '0087-wishes',
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('wish')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('body', 'text', (c) => c.notNull())
			// Null: others still want what somebody asked for who was forgotten.
			.addColumn('patron_id', 'text')
			.addPrimaryKeyConstraint('wish_pk', ['school_id', 'id'])
			.addForeignKeyConstraint('wish_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
			.execute();
		await db.schema.createIndex('wish_of_patron').on('wish').columns(['school_id', 'patron_id']).execute();
		await db.schema
			.createTable('wish_vote')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('id', 'text', (c) => c.notNull())
			.addColumn('body', 'text', (c) => c.notNull())
			.addColumn('patron_id', 'text', (c) => c.notNull())
			.addColumn('wish_id', 'text', (c) => c.notNull())
			.addPrimaryKeyConstraint('wish_vote_pk', ['school_id', 'id'])
			.addForeignKeyConstraint('wish_vote_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
			.addForeignKeyConstraint('wish_vote_wish', ['school_id', 'wish_id'], 'wish', ['school_id', 'id'])
			.execute();
		await db.schema.createIndex('wish_vote_of_patron').on('wish_vote').columns(['school_id', 'patron_id']).execute();
		await db.schema.createIndex('wish_vote_on_wish').on('wish_vote').columns(['school_id', 'wish_id']).execute();
	}
};
