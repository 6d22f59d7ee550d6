import { sql, type Kysely, type SchemaModule } from 'kysely';
import type { DialectName } from '../schema.ts';
import type { Migration } from './migration.ts';

/** Accounts, printed codes, attempts, and the tables of better-auth (`login`, `login_session`, `credential`, `verification`). */
export const accounts: Migration = {
	id: '0002-accounts',
	async up(db, dialect) {
		await createAccounts(db.schema);
		await createAttempts(db.schema);
		await createLogins(db.schema, dialect);
		await createIndexes(db);
	}
};

async function createAccounts(schema: SchemaModule): Promise<void> {
	await schema
		.createTable('account')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('display_name', 'text', (c) => c.notNull())
		.addColumn('patron_id', 'text')
		.addColumn('created_at', 'bigint', (c) => c.notNull())
		.addColumn('closed_at', 'bigint')
		.addUniqueConstraint('account_name', ['school_id', 'name'])
		.addUniqueConstraint('account_patron', ['school_id', 'patron_id'])
		.addForeignKeyConstraint('account_of_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
		.execute();
	await schema
		.createTable('activation_code')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('code_hash', 'text', (c) => c.notNull())
		.addColumn('account_id', 'text', (c) => c.references('account.id'))
		.addColumn('patron_id', 'text')
		.addColumn('display_name', 'text', (c) => c.notNull())
		.addColumn('roles', 'text', (c) => c.notNull())
		.addColumn('minted_at', 'bigint', (c) => c.notNull())
		.addColumn('expires_at', 'bigint', (c) => c.notNull())
		.addColumn('used_at', 'bigint')
		.addPrimaryKeyConstraint('activation_code_pk', ['school_id', 'code_hash'])
		.execute();
}

async function createAttempts(schema: SchemaModule): Promise<void> {
	await schema
		.createTable('attempt')
		.addColumn('subject', 'text', (c) => c.primaryKey())
		.addColumn('attempts', 'integer', (c) => c.notNull())
		.addColumn('since', 'bigint', (c) => c.notNull())
		.addColumn('locked_until', 'bigint')
		.execute();
}

/** Column names and types as better-auth's own schema has them, but for `loginId`. */
async function createLogins(schema: SchemaModule, dialect: DialectName): Promise<void> {
	const moment = dialect === 'postgres' ? 'timestamptz' : 'text';
	const truth = dialect === 'postgres' ? 'boolean' : 'integer';
	await schema
		.createTable('login')
		.addColumn('id', 'text', (c) => c.primaryKey().references('account.id').onDelete('cascade'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('email', 'text', (c) => c.notNull().unique())
		.addColumn('emailVerified', truth, (c) => c.notNull().defaultTo(dialect === 'postgres' ? false : 0))
		.addColumn('image', 'text')
		.addColumn('username', 'text', (c) => c.notNull().unique())
		.addColumn('createdAt', moment, (c) => c.notNull())
		.addColumn('updatedAt', moment, (c) => c.notNull())
		.execute();
	await schema
		.createTable('login_session')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('loginId', 'text', (c) => c.notNull().references('login.id').onDelete('cascade'))
		.addColumn('token', 'text', (c) => c.notNull().unique())
		.addColumn('expiresAt', moment, (c) => c.notNull())
		.addColumn('ipAddress', 'text')
		.addColumn('userAgent', 'text')
		.addColumn('createdAt', moment, (c) => c.notNull())
		.addColumn('updatedAt', moment, (c) => c.notNull())
		.execute();
	await schema
		.createTable('credential')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('loginId', 'text', (c) => c.notNull().references('login.id').onDelete('cascade'))
		.addColumn('accountId', 'text', (c) => c.notNull())
		.addColumn('providerId', 'text', (c) => c.notNull())
		.addColumn('accessToken', 'text')
		.addColumn('refreshToken', 'text')
		.addColumn('idToken', 'text')
		.addColumn('accessTokenExpiresAt', moment)
		.addColumn('refreshTokenExpiresAt', moment)
		.addColumn('scope', 'text')
		.addColumn('password', 'text')
		.addColumn('createdAt', moment, (c) => c.notNull())
		.addColumn('updatedAt', moment, (c) => c.notNull())
		.execute();
	await schema
		.createTable('verification')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('identifier', 'text', (c) => c.notNull())
		.addColumn('value', 'text', (c) => c.notNull())
		.addColumn('expiresAt', moment, (c) => c.notNull())
		.addColumn('createdAt', moment, (c) => c.notNull())
		.addColumn('updatedAt', moment, (c) => c.notNull())
		.execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
	await sql`create index activation_code_of_patron on activation_code (school_id, patron_id) where used_at is null`.execute(db);
	await sql`create index attempt_by_age on attempt (since)`.execute(db);
	await sql`create index login_session_of_login on login_session ("loginId")`.execute(db);
	await sql`create index login_session_by_end on login_session ("expiresAt")`.execute(db);
	await sql`create index credential_of_login on credential ("loginId")`.execute(db);
	// Two tablets of one school with one name could not be told apart on the page that tells what was lost.
	await sql`create unique index installation_desk_name on installation (school_id, lower(name)) where kind = 'desk' and revoked_at is null`.execute(db);
}
