import type { ReadingSession } from '#lib/domain/classroom/reading-session.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { resolveAlias } from './aliases.ts';
import type { Change } from './change.ts';
import { classPupilsOf } from './class-pupils.ts';
import type { Publication } from './feed.ts';

/** Keeps who was there, under the ids that count now, and says what that makes of each pupil. Runs after the sessions are saved. */
export async function attendanceOf(change: Change, sessions: readonly ReadingSession[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const patrons: PatronId[] = [];
	for (const { id, patronIds = [] } of sessions) {
		const there = new Set(await Promise.all(patronIds.map((patronId) => resolveAlias(tx, schoolId, 'patron', patronId))));
		await tx.deleteFrom('reading_session_pupil').where('school_id', '=', schoolId).where('session_id', '=', id).execute();
		if (there.size > 0) {
			const rows = [...there].map((patronId) => ({ school_id: schoolId, session_id: id, patron_id: patronId }));
			await tx.insertInto('reading_session_pupil').values(rows).execute();
		}
		patrons.push(...([...there] as PatronId[]));
	}
	return classPupilsOf(change, patrons);
}
