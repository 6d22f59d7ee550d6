import { APIError } from 'better-auth/api';
import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId } from '#lib/domain/shared/ids.ts';
import type { Session } from '#lib/protocol/session.ts';
import { RequestFailure } from '../failure.ts';
import { describeSession, findAccountByName, findSchoolByBrin } from './accounts.ts';
import type { Auth, Visit } from './auth.ts';
import { findDemoAccount } from './demo-accounts.ts';
import { countOrLock, countUnknown } from './limits.ts';
import { normaliseLoginName, usernameOf } from './login-name.ts';

/** A session that began: what the device is told, and the cookies that go with it. */
export interface SignedIn {
	readonly session: Session;
	readonly cookies: readonly string[];
}

/** Name and password or PIN. @throws RequestFailure `unknownSchool`, `locked`, `tooMany`, `wrongCredentials` */
export async function signIn(
	auth: Auth,
	asked: { readonly brin: string; readonly name: string; readonly secret: string },
	visit: Visit
): Promise<SignedIn> {
	const { database } = auth;
	const school = await findSchoolByBrin(database.reader, asked.brin);
	if (!school) {
		await countUnknown(database, visit.address);
		throw new RequestFailure('unknownSchool');
	}
	const name = normaliseLoginName(asked.name);
	const attempted = { kind: 'name', of: `${school.id}/${name}` } as const;
	await countOrLock(database, attempted);
	const account = await findAccountByName(database.reader, school.id, name);
	if (!account) await countUnknown(database, visit.address);
	const opened = await openWithSecret(auth, usernameOf(school.brin, name), asked.secret, visit);
	if (!account || account.closed_at !== null || !opened) throw new RequestFailure('wrongCredentials');
	await database.write('forgetAttempts', attempted);
	return describe(auth, account.id as AccountId, opened, visit);
}

/** One tap in the demo school. @throws RequestFailure `notFound` when there is none, or nobody in it has that role */
export async function signInDemo(auth: Auth, role: Role, visit: Visit): Promise<SignedIn> {
	const account = await findDemoAccount(auth.database.reader, role);
	if (!account) throw new RequestFailure('notFound');
	return openFor(auth, account.id, visit);
}

/** Opens a session for an account that has proved itself otherwise. */
export async function openFor(auth: Auth, accountId: AccountId, visit: Visit): Promise<SignedIn> {
	const { headers, response } = await auth.engineFor(visit.secure).api.openSession({
		body: { accountId },
		headers: withoutCookies(visit.headers),
		returnHeaders: true
	});
	return describe(auth, accountId, { token: response.token, cookies: headers.getSetCookie() }, visit);
}

/** Ends the session that the cookie names; returns the cookies that take it away. */
export async function signOut(auth: Auth, visit: Visit): Promise<readonly string[]> {
	const { headers } = await auth.engineFor(visit.secure).api.signOut({ headers: visit.headers, returnHeaders: true });
	return headers.getSetCookie();
}

interface Opened {
	readonly token: string;
	readonly cookies: readonly string[];
}

async function openWithSecret(auth: Auth, username: string, password: string, visit: Visit): Promise<Opened | undefined> {
	try {
		const { headers, response } = await auth.engineFor(visit.secure).api.signInUsername({
			body: { username, password },
			headers: withoutCookies(visit.headers),
			returnHeaders: true
		});
		return { token: response.token, cookies: headers.getSetCookie() };
	} catch (error) {
		if (error instanceof APIError) return undefined;
		throw error;
	}
}

async function describe(auth: Auth, accountId: AccountId, opened: Opened, visit: Visit): Promise<SignedIn> {
	const { internalAdapter } = await auth.engineFor(visit.secure).$context;
	const found = await internalAdapter.findSession(opened.token);
	const session = found && (await describeSession(auth.database.reader, accountId, found.session.expiresAt.getTime()));
	if (!session) throw new RequestFailure('wrongCredentials');
	return { session, cookies: opened.cookies };
}

/** The session of whoever used this browser before has no say in a new one. */
function withoutCookies(headers: Headers): Headers {
	const agent = headers.get('user-agent');
	return new Headers(agent === null ? {} : { 'user-agent': agent });
}
