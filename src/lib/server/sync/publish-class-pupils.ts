import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';
import { beginChange } from './change.ts';
import { classPupilsOf } from './class-pupils.ts';
import { publish } from './feed.ts';

/** Works out anew what the teachers of these pupils see of them. */
export const publishClassPupils: Job<{ readonly schoolId: SchoolId; readonly patronIds: readonly PatronId[] }, void> = async (tx, { schoolId, patronIds }) => {
	const change = await beginChange(tx, schoolId);
	await publish(change, await classPupilsOf(change, patronIds));
};
