import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Known, RetentionPreview } from '#lib/protocol/privacy.ts';
import { mayUseDesk } from '../auth/installations.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { forgetPatron } from './forget-patron.ts';
import type { ForgetJournal } from './journal.ts';
import { knownOfPatron } from './known-of-patron.ts';
import { previewRetention, runRetention } from './retention.ts';

/** Everything known of a patron, for the desk. @throws RequestFailure `notAllowed`, `notFound` */
export function readKnown(database: OpenDatabase, session: ServerSession, patronId: PatronId): Promise<Known> {
	requireOffice(session);
	return knownOfPatron(database, session.schoolId, patronId, false);
}

/** One's own. @throws RequestFailure `notAllowed` for an account that borrows nothing */
export function readOwn(database: OpenDatabase, session: ServerSession): Promise<Known> {
	if (session.patronId === undefined) throw new RequestFailure('notAllowed');
	return knownOfPatron(database, session.schoolId, session.patronId, true);
}

/** Cannot be taken back, so an administrator's to do. @throws RequestFailure `notAllowed`, `notFound`, `stillNeeded` */
export async function forget(database: OpenDatabase, journal: ForgetJournal, session: ServerSession, patronId: PatronId): Promise<void> {
	requireAdministrator(session);
	await forgetPatron(database, journal, { schoolId: session.schoolId, patronId, by: session.accountId });
}

/** @throws RequestFailure `notAllowed` */
export function askRetention(database: OpenDatabase, session: ServerSession): Promise<RetentionPreview> {
	requireOffice(session);
	return previewRetention(database, session.schoolId);
}

/** @throws RequestFailure `notAllowed` */
export function retainNow(database: OpenDatabase, session: ServerSession): Promise<RetentionPreview> {
	requireAdministrator(session);
	return runRetention(database, session.schoolId);
}

function requireOffice(session: ServerSession): void {
	if (!mayUseDesk(session)) throw new RequestFailure('notAllowed');
}

function requireAdministrator(session: ServerSession): void {
	if (!session.roles.includes('administrator')) throw new RequestFailure('notAllowed');
}
