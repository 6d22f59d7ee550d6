import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';
import { beginChange } from '../sync/change.ts';
import { classPupilsOf } from '../sync/class-pupils.ts';
import { publish } from '../sync/feed.ts';

/** Patrons in one transaction: three classes, so that a scan never waits for a whole school. */
const patronsAtOnce = 100;

/** Counts the next part of a school of which an edition changed. @returns whether there was anything to count */
export const countProgressAgain: Job<Record<string, never>, boolean> = async (tx) => {
	const next = await tx.selectFrom('progress_to_count').selectAll().orderBy('school_id').executeTakeFirst();
	if (!next) return false;
	const { school_id: schoolId, after_patron_id: after } = next;
	const change = await beginChange(tx, schoolId as SchoolId);
	const rows = await tx.selectFrom('patron').select('id').where('school_id', '=', schoolId).where('id', '>', after).orderBy('id').limit(patronsAtOnce).execute();
	await publish(change, await classPupilsOf(change, rows.map((row) => row.id as PatronId)));
	const last = rows.at(-1)?.id;
	if (last === undefined) await tx.deleteFrom('progress_to_count').where('school_id', '=', schoolId).execute();
	else await tx.updateTable('progress_to_count').set({ after_patron_id: last }).where('school_id', '=', schoolId).execute();
	return true;
};
