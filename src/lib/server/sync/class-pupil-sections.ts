import type { PatronId } from '#lib/domain/shared/ids.ts';
import { programmesSection } from '../programmes/class-pupil-section.ts';
import type { ClassPupilSection } from './class-pupil-section.ts';

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
export const classPupilSections: readonly ClassPupilSection[] = [readContact, programmesSection];
