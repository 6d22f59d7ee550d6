import { addMinutes, type ReadingSession } from '#lib/domain/classroom/reading-session.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { programmesSection } from '../programmes/class-pupil-section.ts';
import type { ClassPupilSection } from './class-pupil-section.ts';
import { handedIn } from './handed-in.ts';

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

/** Minutes of free reading in whatever class or group the pupil then sat. */
const freeReading: ClassPupilSection = async (db, schoolId, patronIds) => {
	const aliases = await db.selectFrom('alias').select(['id', 'to_id']).where('school_id', '=', schoolId).where('kind', '=', 'patron').where('to_id', 'in', patronIds).execute();
	const nowOf = new Map(aliases.map((alias) => [alias.id, alias.to_id]));
	const rows = await db
		.selectFrom('reading_session_pupil')
		.innerJoin('reading_session', (join) =>
			join.onRef('reading_session.school_id', '=', 'reading_session_pupil.school_id').onRef('reading_session.id', '=', 'reading_session_pupil.session_id')
		)
		.select(['reading_session_pupil.patron_id', 'reading_session.id', 'reading_session.body'])
		.where('reading_session.school_id', '=', schoolId)
		.where('reading_session.active', '=', 1)
		.where('reading_session_pupil.patron_id', 'in', [...patronIds, ...nowOf.keys()])
		.orderBy('reading_session.held_on')
		.execute();
	const byPatron = Map.groupBy(rows, (row) => (nowOf.get(row.patron_id) ?? row.patron_id) as PatronId);
	return new Map(
		[...byPatron].map(([id, there]) => {
			// Two records of one person may both have been ticked.
			const sessions = new Map(there.map((row) => [row.id, parseBody<ReadingSession>(row.body)]));
			return [id, { freeReading: [...sessions.values()].reduce(addMinutes, {}) }];
		})
	);
};

/** One function for each section of `ClassPupil`. Whoever changes what a section shows publishes `classPupilsOf` the pupils concerned. */
export const classPupilSections: readonly ClassPupilSection[] = [readContact, freeReading, programmesSection, handedIn];
