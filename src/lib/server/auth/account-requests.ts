import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, InstallationId } from '#lib/domain/shared/ids.ts';
import type { Accounts, CodesAsked, CodesMade } from '#lib/protocol/accounts.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { listTaughtGroups } from '../sync/pull-scopes.ts';
import { listSchools, readRoles } from './accounts.ts';
import { mayUseDesk } from './installations.ts';
import { listAccounts } from './list-accounts.ts';

/** Long enough to hand codes out in the first weeks of a school year. */
const codeLifetime = 60 * 86_400_000;

/** @throws RequestFailure `notAllowed` */
export function readAccounts({ reader }: OpenDatabase, session: ServerSession): Promise<Accounts> {
	requireOffice(session);
	return listAccounts(reader, session.schoolId);
}

/**
 * Codes to print. A code for somebody who has an account gives it a new secret, so whoever makes it could come in as them:
 * codes for administrators are made by administrators, and a teacher makes them for pupils of their own classes (X8).
 * @throws RequestFailure `notAllowed`, `notFound`
 */
export async function issueCodes(database: OpenDatabase, session: ServerSession, asked: CodesAsked): Promise<CodesMade> {
	const roles = 'displayName' in asked ? asked.roles : await rolesBehind(database, session, asked);
	if (mayUseDesk(session)) requirePowerOver(session, roles);
	else await requireOwnPupil(database, session, asked, roles);
	const receivers = 'patronId' in asked ? { patronIds: [asked.patronId] } : asked;
	const expiresAt = database.clock() + codeLifetime;
	const codes = await database.write('mintActivationCodes', { schoolId: session.schoolId, receivers, expiresAt });
	return { codes: codes.map(({ code, displayName, renews }) => ({ code, displayName, renews })), expiresAt };
}

/** @throws RequestFailure `notAllowed` (also for one's own roles, and in the demo school), `notFound` */
export async function changeAccountRoles(
	database: OpenDatabase,
	session: ServerSession,
	{ accountId, roles }: { readonly accountId: AccountId; readonly roles: readonly Role[] }
): Promise<void> {
	await requireOther(database, session, accountId);
	requirePowerOver(session, [...roles, ...(await readRoles(database.reader, accountId))]);
	await database.write('changeRoles', { schoolId: session.schoolId, accountId, roles });
}

/** @throws RequestFailure `notAllowed` (also for oneself, and in the demo school), `notFound` */
export async function endAccount(database: OpenDatabase, session: ServerSession, accountId: AccountId): Promise<void> {
	await requireOther(database, session, accountId);
	requirePowerOver(session, await readRoles(database.reader, accountId));
	await database.write('closeAccount', { schoolId: session.schoolId, accountId });
}

/** Phone and paper are lost: the next sign-in asks the password only. @throws RequestFailure `notAllowed` (also for oneself), `notFound` */
export async function takeSecondFactorAway(database: OpenDatabase, session: ServerSession, accountId: AccountId): Promise<void> {
	requireAdministrator(session);
	await requireOther(database, session, accountId);
	const account = await database.reader.selectFrom('account').select('id').where('school_id', '=', session.schoolId).where('id', '=', accountId).executeTakeFirst();
	if (!account) throw new RequestFailure('notFound');
	await database.write('resetSecondFactor', { accountId });
}

/**
 * Who needs a second factor from now on. An administrator who wants it of administrators has one, or would shut the door behind everybody.
 * @throws RequestFailure `notAllowed`, `secondFactorFirst`
 */
export async function chooseSecondFactorRoles(database: OpenDatabase, session: ServerSession, roles: readonly Role[]): Promise<void> {
	requireAdministrator(session);
	if (!session.secondFactor?.on && session.roles.some((role) => roles.includes(role))) throw new RequestFailure('secondFactorFirst');
	await database.write('requireSecondFactor', { schoolId: session.schoolId, roles });
}

/** A lost tablet sends and receives no more. What it had not sent stays on it. @throws RequestFailure `notAllowed`, `notFound` */
export async function revokeInstallation(database: OpenDatabase, session: ServerSession, installationId: InstallationId): Promise<void> {
	requireAdministrator(session);
	const found = await database.reader
		.selectFrom('installation')
		.select('id')
		.where('school_id', '=', session.schoolId)
		.where('id', '=', installationId)
		.executeTakeFirst();
	if (!found) throw new RequestFailure('notFound');
	await database.write('retireInstallation', { installationId });
}

function requireOffice(session: ServerSession): void {
	if (!mayUseDesk(session)) throw new RequestFailure('notAllowed');
}

/** A teacher gives a code to one pupil of a class or group of theirs, and to nobody who is more than a pupil. */
async function requireOwnPupil({ reader }: OpenDatabase, session: ServerSession, asked: CodesAsked, roles: readonly Role[]): Promise<void> {
	const groups = 'patronId' in asked && roles.every((role) => role === 'pupil') ? await listTaughtGroups(reader, session) : [];
	if (!('patronId' in asked) || groups.length === 0) throw new RequestFailure('notAllowed');
	const pupil = await reader
		.selectFrom('class_pupil')
		.select('id')
		.where('school_id', '=', session.schoolId)
		.where('patron_id', '=', asked.patronId)
		.where('group_id', 'in', groups)
		.executeTakeFirst();
	if (!pupil) throw new RequestFailure('notAllowed');
}

function requireAdministrator(session: ServerSession): void {
	if (!session.roles.includes('administrator')) throw new RequestFailure('notAllowed');
}

function requirePowerOver(session: ServerSession, roles: readonly Role[]): void {
	if (roles.includes('administrator') && !session.roles.includes('administrator')) throw new RequestFailure('notAllowed');
}

/** Nobody takes their own way in away by mistake, and the demo's people stay for the next who tries it. */
async function requireOther({ reader }: OpenDatabase, session: ServerSession, accountId: AccountId): Promise<void> {
	requireOffice(session);
	const schools = await listSchools(reader);
	const isDemo = schools.some((school) => school.id === session.schoolId && school.demo);
	if (isDemo || accountId === session.accountId) throw new RequestFailure('notAllowed');
}

type WithAccounts = Exclude<CodesAsked, { displayName: string }>;

/** Roles of the accounts to which codes would give a new secret. */
async function rolesBehind({ reader }: OpenDatabase, { schoolId }: ServerSession, asked: WithAccounts): Promise<Role[]> {
	if ('accountId' in asked) return readRoles(reader, asked.accountId);
	const patrons = reader.selectFrom('patron').select('id').where('school_id', '=', schoolId);
	const wanted = 'patronId' in asked ? patrons.where('id', '=', asked.patronId) : patrons.where('home_class_id', '=', asked.homeClassId);
	const rows = await reader.selectFrom('account').select('id').where('school_id', '=', schoolId).where('patron_id', 'in', wanted).execute();
	const roles = await Promise.all(rows.map(({ id }) => readRoles(reader, id as AccountId)));
	return roles.flat();
}
