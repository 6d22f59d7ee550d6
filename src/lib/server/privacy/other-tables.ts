import { sql, type Kysely } from 'kysely';
import type { Job } from '../db/job.ts';
import type { Schema } from '../db/schema.ts';
import { asIdInJson, mentions } from './mentions.ts';
import type { Person } from './forget-jobs.ts';

/** Stands where a record of several people named one who was forgotten. */
export const nobody = 'forgotten';

/** Tables that the other steps of forgetting know by name, or that hold nobody. */
const known = new Set([
	...['school', 'location', 'installation', 'operation', 'copy_fact', 'copy_state', 'loan', 'patron', 'home_class', 'title', 'copy'],
	...['card', 'hold', 'fine', 'review', 'wish', 'wish_vote', 'group_place', 'class_pupil', 'incident', 'outcome', 'alias', 'patron_merge', 'feed', 'snapshot', 'page', 'forgotten'],
	...['account', 'activation_code', 'actor_role', 'import_run', 'import_row', 'import_columns', 'operation_subject']
]);

export interface OtherTable {
	readonly name: string;
	/** Its rows belong to one patron each. */
	readonly owned: boolean;
	readonly texts: readonly string[];
}

/**
 * Every other table of schools' records, found by asking the database itself: what a later part of the app keeps of a
 * person is forgotten too, if it says whose it is by `patron_id` or by the patron's id in its JSON.
 */
export async function listOtherTables({ reader }: { readonly reader: Kysely<Schema> }): Promise<OtherTable[]> {
	const tables = await reader.introspection.getTables();
	return tables
		.filter(({ name, columns }) => !known.has(name) && columns.some((column) => column.name === 'school_id'))
		.map(({ name, columns }) => ({
			name,
			owned: columns.some((column) => column.name === 'patron_id'),
			texts: columns.filter((column) => column.dataType.toLowerCase() === 'text' && column.name !== 'school_id').map((column) => column.name)
		}));
}

/** Deletes what is the person's, and takes their id out of what is others' too. @throws where a row still hangs on one of these */
export const forgetTable: Job<{ readonly person: Person; readonly table: OtherTable }, void> = async (tx, { person, table }) => {
	const { schoolId, patronIds } = person;
	const name = sql.table(table.name);
	if (table.owned) await sql`delete from ${name} where school_id = ${schoolId} and patron_id in (${sql.join(patronIds)})`.execute(tx);
	for (const column of table.texts) {
		const ref = sql.ref(column);
		for (const id of patronIds) {
			await sql`update ${name} set ${ref} = ${nobody} where school_id = ${schoolId} and ${ref} = ${id}`.execute(tx);
			await sql`update ${name} set ${ref} = replace(${ref}, ${asIdInJson(id)}, ${asIdInJson(nobody)})
				where school_id = ${schoolId} and ${mentions(column, [asIdInJson(id)])}`.execute(tx);
		}
	}
};
