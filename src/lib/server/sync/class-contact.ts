import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { GroupId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { ServerSession } from '../session.ts';
import { readContact } from './class-pupil-sections.ts';
import { listTaughtGroups } from './pull-scopes.ts';

/** Phones are in contact all day; a teacher needs to know it to the quarter of an hour, and each time is a change for the whole school. */
const lookEvery = 15 * 60_000;

const lookedAt = new WeakMap<OpenDatabase['reader'], Map<GroupId, Instant>>();

/** Before a teacher pulls: says anew until when the pupils' own records are here, if their phones have been in contact since. */
export async function refreshContact(database: OpenDatabase, session: ServerSession): Promise<void> {
	const groups = (await listTaughtGroups(database.reader, session)).filter(isDue(database));
	if (groups.length === 0) return;
	const shown = await database.reader
		.selectFrom('class_pupil')
		.select('body')
		.where('school_id', '=', session.schoolId)
		.where('group_id', 'in', groups)
		.execute();
	const pupils = shown.map((row) => parseBody<ClassPupil>(row.body));
	if (pupils.length === 0) return;
	const now = await readContact(database.reader, session.schoolId, [...new Set(pupils.map((pupil) => pupil.patronId))]);
	const patronIds = [...new Set(pupils.filter((pupil) => now.get(pupil.patronId)?.asOf !== pupil.asOf).map((pupil) => pupil.patronId))];
	if (patronIds.length > 0) await database.write('publishClassPupils', { schoolId: session.schoolId, patronIds });
}

function isDue(database: OpenDatabase): (group: GroupId) => boolean {
	const times = lookedAt.get(database.reader) ?? new Map<GroupId, Instant>();
	lookedAt.set(database.reader, times);
	const now = database.clock();
	return (group) => {
		const before = times.get(group);
		if (before !== undefined && now - before < lookEvery) return false;
		times.set(group, now);
		return true;
	};
}
