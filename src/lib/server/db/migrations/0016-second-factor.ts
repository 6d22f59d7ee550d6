import type { Kysely } from 'kysely';
import type { DialectName } from '../schema.ts';
import type { Migration } from './migration.ts';

/** A second factor of staff, as better-auth keeps it, and for which roles a school asks it. */
export const secondFactor: Migration = {
	id: '0016-second-factor',
	async up(db: Kysely<unknown>, dialect: DialectName) {
		const moment = dialect === 'postgres' ? 'timestamptz' : 'text';
		const truth = dialect === 'postgres' ? 'boolean' : 'integer';
		const no = dialect === 'postgres' ? false : 0;
		await db.schema
			.alterTable('login')
			.addColumn('twoFactorEnabled', truth, (c) => c.notNull().defaultTo(no))
			.execute();
		await db.schema
			.createTable('second_factor')
			.addColumn('id', 'text', (c) => c.primaryKey())
			.addColumn('loginId', 'text', (c) => c.notNull().unique().references('login.id').onDelete('cascade'))
			.addColumn('secret', 'text', (c) => c.notNull())
			.addColumn('backupCodes', 'text', (c) => c.notNull())
			.addColumn('verified', truth, (c) => c.notNull().defaultTo(no))
			.addColumn('failedVerificationCount', 'integer', (c) => c.notNull().defaultTo(0))
			.addColumn('lockedUntil', moment)
			.execute();
		await db.schema
			.createTable('school_sign_in')
			.addColumn('school_id', 'text', (c) => c.primaryKey().references('school.id'))
			.addColumn('second_factor_roles', 'text', (c) => c.notNull().defaultTo('[]'))
			.execute();
	}
};
