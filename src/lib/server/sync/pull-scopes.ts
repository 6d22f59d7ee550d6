import type { Kysely } from 'kysely';
import { isDeskStaff, isOfLibrary } from '#lib/domain/people/role.ts';
import { scopes, type Scope } from '#lib/protocol/scopes.ts';
import { teacherIdOf } from '#lib/domain/people/teaching.ts';
import type { BoxId, GroupId, InstallationId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Schema } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { readSurvivors } from './aliases.ts';
import { readJoined } from './joined-records.ts';
import type { InstallationRow } from './installations.ts';

/** Whether this account may fetch for this installation. @throws RequestFailure saying why not */
export function requireOwnInstallation(session: ServerSession, installation: InstallationRow | undefined): InstallationRow {
	if (!installation) throw new RequestFailure('unknownInstallation');
	if (installation.school_id !== session.schoolId) throw new RequestFailure('wrongSchool');
	if (installation.revoked_at !== null) throw new RequestFailure('revokedInstallation');
	const own = installation.kind === 'desk' ? isDeskStaff(session) : installation.account_id === session.accountId;
	if (!own) throw new RequestFailure('notAllowed');
	return installation;
}

/** What this installation may hold while this account is signed in; worked out anew at each pull. */
export async function pullScopes(db: Kysely<Schema>, session: ServerSession, installation: InstallationRow): Promise<Scope[]> {
	const { schoolId, patronId } = session;
	const everyone = [scopes.catalogue(schoolId), scopes.availability(schoolId), scopes.programmes(schoolId)];
	const own = scopes.installation(installation.id as InstallationId);
	if (installation.kind === 'desk') return [...everyone, scopes.reviews(schoolId), scopes.desk(schoolId), own];
	// Class names and lessons: for those who see totals only.
	const library = isOfLibrary(session) ? [scopes.library(schoolId)] : [scopes.reviews(schoolId)];
	const groups = await listTaughtGroups(db, session);
	const boxes = await listKeptBoxes(db, session);
	// A teacher who does not borrow has its own under its account.
	const self = patronId ?? (session.roles.includes('teacher') ? (session.accountId as string as PatronId) : undefined);
	return [...everyone, ...(self === undefined ? [] : [scopes.patron(self)]), ...library, ...groups.map(scopes.group), ...boxes.map(scopes.box), own];
}

/** The home classes and teaching groups of a teacher; others teach none. */
export async function listTaughtGroups(db: Kysely<Schema>, session: ServerSession): Promise<GroupId[]> {
	if (!session.roles.includes('teacher')) return [];
	const teachings = await readJoined(db, session.schoolId, 'teaching', [teacherIdOf(session)]);
	return teachings.flatMap((teaching) => (teaching.active ? [teaching.groupId] : [])).toSorted();
}

/** The boxes that a teacher looks after, under whatever name of the teacher they were given. */
async function listKeptBoxes(db: Kysely<Schema>, session: ServerSession): Promise<BoxId[]> {
	if (!session.roles.includes('teacher')) return [];
	const kept = await db.selectFrom('box').select(['id', 'keeper_id']).where('school_id', '=', session.schoolId).where('keeper_id', 'is not', null).orderBy('id').execute();
	const survivors = await readSurvivors(db, session.schoolId);
	const own = teacherIdOf(session);
	return kept.filter(({ keeper_id: id }) => (survivors.get(id as PatronId) ?? id) === own).map(({ id }) => id as BoxId);
}
