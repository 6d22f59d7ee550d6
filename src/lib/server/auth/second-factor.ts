import type { SecondFactorBegun } from '#lib/protocol/second-factor.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { listSchools } from './accounts.ts';
import type { Auth, Visit } from './auth.ts';
import { countOrLock } from './limits.ts';
import { failureOfSecondFactor } from './second-factor-failure.ts';

/** How long ago a person without a password may have come in to change the second factor. */
const freshMilliseconds = 10 * 60_000;

/**
 * The first half: a secret for the app on a phone, and codes on paper for when the phone is lost. Counts for nothing until
 * a code of the app was shown (`confirmSecondFactor`).
 * @throws RequestFailure `notAllowed` (it is on already, or in the demo school), `wrongCredentials`, `enterAgain`, `locked`
 */
export async function beginSecondFactor(auth: Auth, session: ServerSession, password: string, visit: Visit): Promise<SecondFactorBegun> {
	const { reader, write } = auth.database;
	const school = (await listSchools(reader)).find((each) => each.id === session.schoolId);
	// Everybody who tries the demo is the same person there: one of them would lock the others out.
	if (!school || school.demo) throw new RequestFailure('notAllowed');
	await requireFresh(auth, session, visit);
	const account = await reader.selectFrom('account').select('name').where('id', '=', session.accountId).executeTakeFirstOrThrow();
	const attempted = { kind: 'name', of: `${session.schoolId}/${account.name}` } as const;
	await countOrLock(auth.database, attempted);
	const begun = await asked(() => auth.engineFor(visit.secure).api.enableTwoFactor({ body: { password }, headers: visit.headers }));
	await write('forgetAttempts', attempted);
	if (!('totpURI' in begun)) throw new RequestFailure('serverFailed');
	return { uri: namedUri(begun.totpURI, `${school.name} ${account.name}`), backupCodes: begun.backupCodes };
}

/** The app shows it: a right code of the app. @returns the cookies of the session that goes on. @throws RequestFailure `wrongSecondFactor`, `notFound` */
export async function confirmSecondFactor(auth: Auth, code: string, visit: Visit): Promise<readonly string[]> {
	const request = { body: { code }, headers: visit.headers, returnHeaders: true } as const;
	const { headers } = await asked(() => auth.engineFor(visit.secure).api.verifyTOTP(request));
	return headers.getSetCookie();
}

/** New codes on paper; those before stop working. @throws RequestFailure `wrongCredentials`, `enterAgain`, `notFound` */
export async function renewBackupCodes(auth: Auth, session: ServerSession, password: string, visit: Visit): Promise<readonly string[]> {
	await requireFresh(auth, session, visit);
	const { backupCodes } = await asked(() => auth.engineFor(visit.secure).api.generateBackupCodes({ body: { password }, headers: visit.headers }));
	return backupCodes;
}

/**
 * Without a second factor again, by who knows the password and whose school does not ask it.
 * @throws RequestFailure `wrongCredentials`, `enterAgain`, `notAllowed`
 */
export async function endSecondFactor(auth: Auth, session: ServerSession, password: string, visit: Visit): Promise<readonly string[]> {
	if (session.secondFactor?.required) throw new RequestFailure('notAllowed');
	await requireFresh(auth, session, visit);
	const request = { body: { password }, headers: visit.headers, returnHeaders: true } as const;
	const { headers } = await asked(() => auth.engineFor(visit.secure).api.disableTwoFactor(request));
	return headers.getSetCookie();
}

/** Who has no password shows by having just come in through the provider that nobody else sits at an open screen. */
async function requireFresh(auth: Auth, session: ServerSession, visit: Visit): Promise<void> {
	if (!session.secondFactor?.withoutPassword) return;
	const open = await asked(() => auth.engineFor(visit.secure).api.getSession({ headers: visit.headers }));
	if (!open || auth.database.clock() - new Date(open.session.createdAt).getTime() > freshMilliseconds) throw new RequestFailure('enterAgain');
}

/** What an authenticator app lists it as: school and login name, not an address nobody knows. */
function namedUri(uri: string, name: string): string {
	const named = new URL(uri);
	named.pathname = `//totp/${encodeURIComponent(`Mediatheek:${name}`)}`;
	return named.href;
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		throw failureOfSecondFactor(error);
	}
}
