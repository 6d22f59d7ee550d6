import type { School } from '#lib/domain/school/school.ts';
import type { Tx } from '../db/schema.ts';
import { beginChange } from './change.ts';
import { publish } from './feed.ts';
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
	const locations = school.locations.map(({ id, name, code }) => ({ school_id: school.id, id, name, code }));
	await tx.deleteFrom('location').where('school_id', '=', school.id).execute();
	await tx.insertInto('location').values(locations).execute();
	await publish(change, [{ kind: 'school', id: school.id, audience: visible('school', school, change) }]);
	return { seq: change.seq };
}
