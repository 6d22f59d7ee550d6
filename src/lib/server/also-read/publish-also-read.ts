import type { AlsoRead } from '#lib/domain/reading/also-read.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';
import { beginChange, type Change } from '../sync/change.ts';
import { publish, type Publication } from '../sync/feed.ts';
import { visible } from '../sync/visibility.ts';

/** Lists worked out at this moment or before are old enough at `now`. */
export function weekBefore(now: Instant): Instant {
	return now - 7 * 86_400_000;
}

/** Puts these lists in place of those of before, unless another node did so this week. @throws RequestFailure `unknownSchool` */
export const publishAlsoRead: Job<{ readonly schoolId: SchoolId; readonly lists: readonly AlsoRead[] }, void> = async (tx, { schoolId, lists }, clock) => {
	const change = await beginChange(tx, schoolId);
	const at = clock();
	const last = await tx.selectFrom('also_read').select('worked_out_at').where('school_id', '=', schoolId).executeTakeFirst();
	if (last && last.worked_out_at > weekBefore(at)) return;
	await publish(change, [
		...(await goneBut(change, lists)),
		...lists.map((row): Publication => ({ kind: 'alsoRead', id: row.id, audience: visible('alsoRead', row, change) }))
	]);
	await tx
		.insertInto('also_read')
		.values({ school_id: schoolId, worked_out_at: at })
		.onConflict((conflict) => conflict.column('school_id').doUpdateSet({ worked_out_at: at }))
		.execute();
};

/** Lists of before that hold no longer. */
async function goneBut({ tx, schoolId }: Change, lists: readonly AlsoRead[]): Promise<Publication[]> {
	const kept = new Set<string>(lists.map((row) => row.id));
	const before = await tx.selectFrom('feed').select('id').where('school_id', '=', schoolId).where('kind', '=', 'alsoRead').where('deleted', '=', 0).execute();
	return before.filter(({ id }) => !kept.has(id)).map(({ id }) => ({ kind: 'alsoRead', id, audience: new Map() }));
}
