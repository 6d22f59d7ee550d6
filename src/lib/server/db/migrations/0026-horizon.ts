import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** How far back a school's feed still knows what was taken away; and nodes on one PostgreSQL that tell each other of changes. */
export const horizon: Migration = {
	id: '0026-horizon',
	async up(db, dialect) {
		await db.schema.alterTable('school').addColumn('horizon', 'bigint', (c) => c.notNull().defaultTo(0)).execute();
		await db.schema
			.createTable('seq_mark')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('at', 'bigint', (c) => c.notNull())
			.addColumn('seq', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('seq_mark_pk', ['school_id', 'at'])
			.execute();
		if (dialect !== 'postgres') return;
		// Heard at commit, once per school and transaction; costs the writer no round trip of its own.
		await sql`create function tell_school_moved() returns trigger language plpgsql as $$ begin perform pg_notify('school_moved', new.id); return null; end $$`.execute(db);
		await sql`create trigger school_moved after update of seq on school for each row execute function tell_school_moved()`.execute(db);
	}
};
