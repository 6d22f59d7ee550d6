import { sql, type Kysely, type SchemaModule } from 'kysely';
import type { Migration } from './migration.ts';

/** Schools, installations, operations, the lending records, and the feed that devices follow. */
export const recordsAndFeed: Migration = {
	id: '0001-records-and-feed',
	async up(db, dialect) {
		await createSchools(db.schema);
		await createInstallations(db.schema);
		await createOperations(db.schema);
		await createCatalogue(db.schema);
		await createPeople(db.schema);
		await createLending(db.schema);
		await createDesk(db.schema);
		await createFeed(db.schema, dialect === 'postgres' ? sql`bytea` : sql`blob`);
		await createIndexes(db);
	}
};

async function createSchools(schema: SchemaModule): Promise<void> {
	await schema
		.createTable('meta')
		.addColumn('name', 'text', (c) => c.primaryKey())
		.addColumn('value', 'text', (c) => c.notNull())
		.execute();
	await schema
		.createTable('school')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('brin', 'text', (c) => c.notNull().unique())
		.addColumn('seq', 'bigint', (c) => c.notNull().defaultTo(0))
		.addColumn('body', 'text', (c) => c.notNull())
		.execute();
	await schema
		.createTable('location')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('code', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('location_pk', ['school_id', 'id'])
		.execute();
}

async function createInstallations(schema: SchemaModule): Promise<void> {
	await schema
		.createTable('installation')
		.addColumn('id', 'text', (c) => c.primaryKey())
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('name', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('desk', 'account')`))
		.addColumn('account_id', 'text')
		.addColumn('key_hash', 'text', (c) => c.notNull())
		.addColumn('last_n', 'bigint', (c) => c.notNull().defaultTo(0))
		.addColumn('reported_pending', 'bigint', (c) => c.notNull().defaultTo(0))
		.addColumn('reported_max_n', 'bigint', (c) => c.notNull().defaultTo(0))
		.addColumn('clock_offset', 'bigint')
		.addColumn('oldest_pending', 'bigint')
		.addColumn('last_contact', 'bigint')
		.addColumn('persisted', 'integer')
		.addColumn('quota', 'bigint')
		.addColumn('registered_at', 'bigint', (c) => c.notNull())
		.addColumn('revoked_at', 'bigint')
		.addCheckConstraint('installation_owner', sql`(kind = 'account') = (account_id is not null)`)
		.execute();
	await schema
		.createTable('installation_account')
		.addColumn('installation_id', 'text', (c) => c.notNull().references('installation.id'))
		.addColumn('account_id', 'text', (c) => c.notNull())
		.addColumn('first_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('installation_account_pk', ['installation_id', 'account_id'])
		.execute();
	await schema
		.createTable('actor_role')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('account_id', 'text', (c) => c.notNull())
		.addColumn('since', 'bigint', (c) => c.notNull())
		.addColumn('roles', 'text', (c) => c.notNull())
		.addColumn('patron_id', 'text')
		.addPrimaryKeyConstraint('actor_role_pk', ['school_id', 'account_id', 'since'])
		.execute();
}

async function createOperations(schema: SchemaModule): Promise<void> {
	await schema
		.createTable('operation')
		.addColumn('installation_id', 'text', (c) => c.notNull().references('installation.id'))
		.addColumn('n', 'bigint', (c) => c.notNull().check(sql`n > 0`))
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('seq', 'bigint', (c) => c.notNull())
		.addColumn('actor_id', 'text', (c) => c.notNull())
		.addColumn('type', 'text', (c) => c.notNull())
		.addColumn('v', 'integer', (c) => c.notNull())
		.addColumn('payload', 'text')
		.addColumn('payload_hash', 'text')
		.addColumn('device_at', 'bigint', (c) => c.notNull())
		.addColumn('corrected_at', 'bigint', (c) => c.notNull())
		.addColumn('certain', 'integer', (c) => c.notNull())
		.addColumn('received_at', 'bigint', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('accepted', 'refused', 'quarantined')`))
		.addColumn('codes', 'text', (c) => c.notNull())
		.addColumn('group_id', 'text')
		.addPrimaryKeyConstraint('operation_pk', ['installation_id', 'n'])
		.execute();
	await schema
		.createTable('operation_throw')
		.addColumn('installation_id', 'text', (c) => c.notNull().references('installation.id'))
		.addColumn('n', 'bigint', (c) => c.notNull())
		.addColumn('times', 'integer', (c) => c.notNull())
		.addColumn('message', 'text', (c) => c.notNull())
		.addColumn('last_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('operation_throw_pk', ['installation_id', 'n'])
		.execute();
}

/** A table of one school's records: composite key, whole record as JSON beside its key columns. */
function owned(schema: SchemaModule, name: string) {
	return schema
		.createTable(name)
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint(`${name}_pk`, ['school_id', 'id']);
}

async function createCatalogue(schema: SchemaModule): Promise<void> {
	await owned(schema, 'title').execute();
	await owned(schema, 'copy')
		.addColumn('title_id', 'text', (c) => c.notNull())
		.addColumn('barcode', 'text', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('inService', 'lost', 'withdrawn', 'repair')`))
		.addForeignKeyConstraint('copy_title', ['school_id', 'title_id'], 'title', ['school_id', 'id'])
		.addUniqueConstraint('copy_barcode', ['school_id', 'barcode'])
		.execute();
	await schema
		.createTable('alias')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('copy', 'patron')`))
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('to_id', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('alias_pk', ['school_id', 'kind', 'id'])
		.execute();
}

async function createPeople(schema: SchemaModule): Promise<void> {
	await owned(schema, 'home_class')
		.addColumn('name', 'text', (c) => c.notNull())
		.execute();
	await owned(schema, 'patron')
		.addColumn('home_class_id', 'text')
		.addColumn('pupil_number', 'text')
		.execute();
	await owned(schema, 'card')
		.addColumn('patron_id', 'text', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('active', 'lost', 'replaced')`))
		.addForeignKeyConstraint('card_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
		.execute();
}

async function createLending(schema: SchemaModule): Promise<void> {
	await schema
		.createTable('copy_fact')
		.addColumn('school_id', 'text', (c) => c.notNull())
		.addColumn('copy_id', 'text', (c) => c.notNull())
		.addColumn('operation_id', 'text', (c) => c.notNull())
		.addColumn('place', 'integer', (c) => c.notNull())
		.addColumn('type', 'text', (c) => c.notNull())
		.addColumn('at', 'bigint', (c) => c.notNull())
		.addColumn('body', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('copy_fact_pk', ['school_id', 'copy_id', 'operation_id', 'place'])
		.addForeignKeyConstraint('copy_fact_copy', ['school_id', 'copy_id'], 'copy', ['school_id', 'id'])
		.execute();
	await schema
		.createTable('copy_state')
		.addColumn('school_id', 'text', (c) => c.notNull())
		.addColumn('copy_id', 'text', (c) => c.notNull())
		.addColumn('loan_id', 'text')
		.addColumn('patron_id', 'text')
		.addColumn('due_on', 'text')
		.addColumn('body', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('copy_state_pk', ['school_id', 'copy_id'])
		.addForeignKeyConstraint('copy_state_copy', ['school_id', 'copy_id'], 'copy', ['school_id', 'id'])
		.execute();
	await owned(schema, 'loan')
		.addColumn('copy_id', 'text', (c) => c.notNull())
		.addColumn('patron_id', 'text')
		.addColumn('lent_at', 'bigint', (c) => c.notNull())
		.addColumn('due_on', 'text', (c) => c.notNull())
		.addColumn('returned_at', 'bigint')
		.addForeignKeyConstraint('loan_copy', ['school_id', 'copy_id'], 'copy', ['school_id', 'id'])
		.addForeignKeyConstraint('loan_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
		.execute();
}

async function createDesk(schema: SchemaModule): Promise<void> {
	await owned(schema, 'hold')
		.addColumn('title_id', 'text', (c) => c.notNull())
		.addColumn('patron_id', 'text', (c) => c.notNull())
		.addColumn('status', 'text', (c) => c.notNull().check(sql`status in ('waiting', 'onShelf', 'fulfilled', 'cancelled')`))
		.addColumn('copy_id', 'text')
		.addColumn('placed_at', 'bigint', (c) => c.notNull())
		.addForeignKeyConstraint('hold_title', ['school_id', 'title_id'], 'title', ['school_id', 'id'])
		.addForeignKeyConstraint('hold_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
		.execute();
	await owned(schema, 'fine')
		.addColumn('patron_id', 'text', (c) => c.notNull())
		.addColumn('cents', 'integer', (c) => c.notNull().check(sql`cents >= 0`))
		.addColumn('settled_cents', 'integer', (c) => c.notNull().check(sql`settled_cents >= 0`))
		.addForeignKeyConstraint('fine_patron', ['school_id', 'patron_id'], 'patron', ['school_id', 'id'])
		.execute();
	await owned(schema, 'incident')
		.addColumn('copy_id', 'text')
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('origin', 'text', (c) => c.notNull().check(sql`origin in ('fold', 'rule')`))
		.addColumn('settled', 'integer', (c) => c.notNull())
		.addColumn('raised_at', 'bigint', (c) => c.notNull())
		.execute();
	await owned(schema, 'outcome')
		.addColumn('installation_id', 'text', (c) => c.notNull().references('installation.id'))
		.execute();
}

async function createFeed(schema: SchemaModule, bytes: ReturnType<typeof sql>): Promise<void> {
	await schema
		.createTable('feed')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('scope', 'text', (c) => c.notNull())
		.addColumn('kind', 'text', (c) => c.notNull())
		.addColumn('id', 'text', (c) => c.notNull())
		.addColumn('seq', 'bigint', (c) => c.notNull())
		.addColumn('deleted', 'integer', (c) => c.notNull())
		.addColumn('body', 'text')
		.addColumn('bucket', 'integer')
		.addPrimaryKeyConstraint('feed_pk', ['school_id', 'scope', 'kind', 'id'])
		.addCheckConstraint('feed_tombstone', sql`(deleted = 1) = (body is null)`)
		.execute();
	await schema
		.createTable('snapshot')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('scope', 'text', (c) => c.notNull())
		.addColumn('seq', 'bigint', (c) => c.notNull())
		.addColumn('built_at', 'bigint', (c) => c.notNull())
		.addColumn('pages', 'text', (c) => c.notNull())
		.addPrimaryKeyConstraint('snapshot_pk', ['school_id', 'scope'])
		.execute();
	await schema
		.createTable('page')
		.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
		.addColumn('hash', 'text', (c) => c.notNull())
		.addColumn('scope', 'text', (c) => c.notNull())
		.addColumn('rows', 'integer', (c) => c.notNull())
		.addColumn('content', bytes, (c) => c.notNull())
		.addColumn('built_at', 'bigint', (c) => c.notNull())
		.addPrimaryKeyConstraint('page_pk', ['school_id', 'hash'])
		.execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
	// Two desks may lend one copy at the same time; the database itself allows one of the two loans to stay open.
	await sql`create unique index loan_one_open on loan (school_id, copy_id) where returned_at is null`.execute(db);
	await sql`create index loan_of_patron on loan (school_id, patron_id)`.execute(db);
	await sql`create index loan_of_copy on loan (school_id, copy_id)`.execute(db);
	await sql`create index copy_of_title on copy (school_id, title_id)`.execute(db);
	await sql`create index patron_of_class on patron (school_id, home_class_id)`.execute(db);
	await sql`create index patron_by_number on patron (school_id, pupil_number)`.execute(db);
	await sql`create index card_of_patron on card (school_id, patron_id)`.execute(db);
	await sql`create index hold_on_title on hold (school_id, title_id) where status in ('waiting', 'onShelf')`.execute(db);
	await sql`create index hold_of_patron on hold (school_id, patron_id)`.execute(db);
	await sql`create index fine_of_patron on fine (school_id, patron_id)`.execute(db);
	await sql`create index incident_of_copy on incident (school_id, copy_id)`.execute(db);
	await sql`create index operation_by_seq on operation (school_id, seq)`.execute(db);
	await sql`create index feed_by_seq on feed (school_id, scope, seq)`.execute(db);
	await sql`create index feed_of_row on feed (school_id, kind, id)`.execute(db);
	await sql`create index feed_by_bucket on feed (school_id, scope, bucket) where bucket is not null`.execute(db);
	await sql`create index alias_target on alias (school_id, kind, to_id)`.execute(db);
}
