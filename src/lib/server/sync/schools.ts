import type { School } from '#lib/domain/school/school.ts';
import type { Tx } from '../db/schema.ts';
import { beginChange, type Change } from './change.ts';
import { publish, type Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Makes a school, or changes what is known of it. @throws when its BRIN belongs to another school */
export async function saveSchool(tx: Tx, school: School): Promise<{ seq: number }> {
	const body = JSON.stringify(school);
	await tx
		.insertInto('school')
		.values({ id: school.id, brin: school.brin, body })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ brin: school.brin, body }))
		.execute();
	const change = await beginChange(tx, school.id);
	await publish(change, await writeLocations(change, school));
	return { seq: change.seq };
}

/** Changes what is known of a school, inside a change that has begun. */
export async function updateSchool(change: Change, school: School): Promise<Publication[]> {
	await change.tx.updateTable('school').set({ body: JSON.stringify(school) }).where('id', '=', change.schoolId).execute();
	return writeLocations(change, school);
}

async function writeLocations(change: Change, school: School): Promise<Publication[]> {
	const locations = school.locations.map(({ id, name, code }) => ({ school_id: school.id, id, name, code }));
	await change.tx.deleteFrom('location').where('school_id', '=', school.id).execute();
	await change.tx.insertInto('location').values(locations).execute();
	return [{ kind: 'school', id: school.id, audience: visible('school', school, change) }];
}
