import { hashSecret } from '#lib/server/auth/staff.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { WrittenRow } from '#lib/server/sync/write-rows.ts';
import { aReading, anApproved } from '../../builders/reading.ts';

/** How the pupil of the made school signs in. */
export const pupil = { loginName: 'leerling', secret: 'kruistocht in spijkerbroek' };

/** Of the book in hand: more than all taps of the bench together. */
const pages = 1500;
/** Titles on the pupil's list for the oral exam: what vwo asks. */
const listed = 12;

/** A pupil with a book in hand and a full reading list, in a made school that has none. */
export async function givePupil(dataFolder: string): Promise<void> {
	const database = await openDatabase({ dataFolder });
	try {
		const { id, school_id: schoolId } = await database.reader.selectFrom('patron').select(['id', 'school_id']).orderBy('id').executeTakeFirstOrThrow();
		const patronId = id as PatronId;
		const list = Array.from({ length: listed }, (_, i): WrittenRow => ({ kind: 'listedTitle', row: { ...anApproved(`listed-${i}`, { read: true }), patronId } }));
		await database.write('writeRows', { schoolId: schoolId as SchoolId, rows: [{ kind: 'readingEntry', row: aReading({ patronId, work: { title: 'Oorlog en vrede', authors: ['Tolstoj, Leo'], pages } }) }, ...list] });
		await database.write('createAccount', { schoolId, loginName: pupil.loginName, displayName: 'Leerling', roles: ['pupil'], patronId, secretHash: await hashSecret(pupil.secret) } as never);
	} finally {
		await database.close();
	}
}
