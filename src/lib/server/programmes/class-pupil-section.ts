import type { ClassPupilProgramme, ClassPupilProgrammes } from '#lib/domain/programmes/class-pupil-programme.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { ClassPupilSection } from '../sync/class-pupil-section.ts';

/** What teachers see of their pupils in programmes. */
export const programmesSection: ClassPupilSection = async (db, schoolId, patronIds) => {
	const rows = await db
		.selectFrom('programme_progress')
		.select(['edition_id', 'patron_id', 'shared'])
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.orderBy('edition_id')
		.execute();
	const byPatron = Map.groupBy(rows, (row) => row.patron_id as PatronId);
	return new Map(
		[...byPatron].map(([id, editions]) => {
			const programmes: ClassPupilProgrammes = Object.fromEntries(editions.map((row) => [row.edition_id, parseBody<ClassPupilProgramme>(row.shared)]));
			return [id, { programmes }];
		})
	);
};
