import type { Kysely } from 'kysely';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Schema } from '../db/schema.ts';

/**
 * What one field of the app tells the teachers of these pupils. Pupils it has nothing to tell about may be left out.
 * Only what a teacher may see: participation and what was handed in, no title that was merely borrowed or read.
 */
export type ClassPupilSection = (db: Kysely<Schema>, schoolId: SchoolId, patronIds: readonly PatronId[]) => Promise<ReadonlyMap<PatronId, Partial<ClassPupil>>>;

/** Until when the pupil's own devices have told everything. */
export const readContact: ClassPupilSection = async (db, schoolId, patronIds) => {
	const rows = await db
		.selectFrom('installation')
		.innerJoin('account', 'account.id', 'installation.account_id')
		.select(['account.patron_id', 'installation.last_contact', 'installation.oldest_pending', 'installation.reported_pending'])
		.where('account.school_id', '=', schoolId)
		.where('account.patron_id', 'in', patronIds)
		.where('installation.revoked_at', 'is', null)
		.where('installation.last_contact', 'is not', null)
		.execute();
	const byPatron = Map.groupBy(rows, (row) => row.patron_id as PatronId);
	return new Map(
		[...byPatron].map(([id, devices]) => {
			const seen = Math.max(...devices.map((device) => device.last_contact ?? 0));
			const unsent = devices.flatMap((device) => (device.reported_pending > 0 && device.oldest_pending !== null ? [device.oldest_pending] : []));
			return [id, { asOf: Math.min(seen, ...unsent) }];
		})
	);
};

/** One function for each section of `ClassPupil`. Whoever changes what a section shows publishes `classPupilsOf` the pupils concerned. */
export const classPupilSections: readonly ClassPupilSection[] = [readContact];
