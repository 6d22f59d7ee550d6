import { sql } from 'kysely';
import { subjectsOf } from '../../audit/subjects.ts';
import type { Migration } from './migration.ts';

/** Which operations are about a copy or a patron, for the page that tells what happened to one. */
export const operationSubjects: Migration = {
	id: '0031-operation-subjects',
	async up(db) {
		await db.schema
			.createTable('operation_subject')
			.addColumn('school_id', 'text', (c) => c.notNull().references('school.id'))
			.addColumn('kind', 'text', (c) => c.notNull())
			.addColumn('subject_id', 'text', (c) => c.notNull())
			.addColumn('seq', 'bigint', (c) => c.notNull())
			.addColumn('installation_id', 'text', (c) => c.notNull())
			.addColumn('n', 'bigint', (c) => c.notNull())
			.addPrimaryKeyConstraint('operation_subject_pk', ['school_id', 'kind', 'subject_id', 'installation_id', 'n'])
			.execute();
		await sql`create index operation_subject_by_seq on operation_subject (school_id, kind, subject_id, seq)`.execute(db);
		await sql`create index operation_subject_of_operation on operation_subject (installation_id, n)`.execute(db);
		await sql`create index operation_of_installation on operation (installation_id, seq)`.execute(db);
		const { rows } = await sql<{ school_id: string; seq: number; installation_id: string; n: number; type: string; payload: string }>`
			select school_id, seq, installation_id, n, type, payload from operation where payload is not null`.execute(db);
		for (const { school_id, seq, installation_id, n, type, payload } of rows) {
			for (const { kind, id } of subjectsOf(type, JSON.parse(payload))) {
				await sql`insert into operation_subject values (${school_id}, ${kind}, ${id}, ${seq}, ${installation_id}, ${n})`.execute(db);
			}
		}
	}
};
