import { APIError } from 'better-auth/api';
import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId } from '#lib/domain/shared/ids.ts';
import type { Session, SignInAnswer } from '#lib/protocol/session.ts';
import type { AccountTable } from '../db/auth-tables.ts';
import { RequestFailure } from '../failure.ts';
import { describeSession, findAccountByName, findSchoolByBrin } from './accounts.ts';
import type { Auth, Visit } from './auth.ts';
import { findDemoAccount } from './demo-accounts.ts';
import { countOrLock, countUnknown } from './limits.ts';
import { normaliseLoginName, usernameOf } from './login-name.ts';
import { failureOfSecondFactor } from './second-factor-failure.ts';
import { cookiesOfAccount, headersForAnswer, headersForSignIn } from './trusted-browser.ts';

/** A session that began: what the device is told, and the cookies that go with it. */
export interface SignedIn {
	readonly session: Session;
	readonly cookies: readonly string[];
}

/** Who it is was proved, but a second factor is still asked; the cookies carry the question. */
export interface SecondFactorAsked {
	readonly session: undefined;
	readonly cookies: readonly string[];
}

export type Entered = SignedIn | SecondFactorAsked;

/** What the device is told. */
export function bodyOf({ session }: Entered): SignInAnswer {
	return session ?? { secondFactorAsked: true };
}

/** Name and password or PIN, and for who has one the question for a second factor. @throws RequestFailure `unknownSchool`, `locked`, `tooMany`, `wrongCredentials` */
export async function signIn(
	auth: Auth,
	asked: { readonly brin: string; readonly name: string; readonly secret: string },
	visit: Visit
): Promise<Entered> {
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
	const opened = await openWithSecret(auth, account, { username: usernameOf(school.brin, name), password: asked.secret }, visit);
	if (!account || account.closed_at !== null || !opened) throw new RequestFailure('wrongCredentials');
	await database.write('forgetAttempts', attempted);
	return describe(auth, account.id as AccountId, opened, visit);
}

/** One tap in the demo school. @throws RequestFailure `notFound` when there is none, or nobody in it has that role */
export async function signInDemo(auth: Auth, role: Role, visit: Visit): Promise<Entered> {
	const account = await findDemoAccount(auth.database.reader, role);
	if (!account) throw new RequestFailure('notFound');
	return openFor(auth, account.id, visit);
}

/** Opens a session for an account that has proved itself otherwise; its second factor is asked all the same. */
export async function openFor(auth: Auth, accountId: AccountId, visit: Visit): Promise<Entered> {
	const { headers, response } = await auth.engineFor(visit.secure).api.openSession({
		body: { accountId },
		headers: headersForSignIn(visit.headers, accountId),
		returnHeaders: true
	});
	return describe(auth, accountId, openedBy(headers, response), visit);
}

/** The answer to the question for a second factor: a code of the app, or one of the codes on paper. */
export async function answerSecondFactor(
	auth: Auth,
	{ code, kind, trust }: { readonly code: string; readonly kind: 'app' | 'paper'; readonly trust: boolean },
	visit: Visit
): Promise<SignedIn> {
	const { api } = auth.engineFor(visit.secure);
	const request = { body: { code, trustDevice: trust }, headers: headersForAnswer(visit.headers), returnHeaders: true } as const;
	try {
		const { headers, response } = await (kind === 'app' ? api.verifyTOTP(request) : api.verifyBackupCode(request));
		const opened = openedBy(headers, response);
		const entered = await describe(auth, response.user.id as AccountId, opened, visit);
		if (entered.session) return entered;
	} catch (error) {
		throw failureOfSecondFactor(error);
	}
	throw new RequestFailure('secondFactorEnded');
}

/** Ends the session that the cookie names; returns the cookies that take it away. */
export async function signOut(auth: Auth, visit: Visit): Promise<readonly string[]> {
	const { headers } = await auth.engineFor(visit.secure).api.signOut({ headers: visit.headers, returnHeaders: true });
	return headers.getSetCookie();
}

interface Opened {
	/** Absent: a second factor is asked first. */
	readonly token: string | undefined;
	readonly cookies: readonly string[];
}

function openedBy(headers: Headers, response: object): Opened {
	const token = 'token' in response && typeof response.token === 'string' ? response.token : undefined;
	return { token, cookies: headers.getSetCookie() };
}

async function openWithSecret(
	auth: Auth,
	account: AccountTable | undefined,
	body: { readonly username: string; readonly password: string },
	visit: Visit
): Promise<Opened | undefined> {
	try {
		const { headers, response } = await auth.engineFor(visit.secure).api.signInUsername({
			body,
			headers: headersForSignIn(visit.headers, account?.id as AccountId | undefined),
			returnHeaders: true
		});
		return openedBy(headers, response);
	} catch (error) {
		if (error instanceof APIError) return undefined;
		throw error;
	}
}

async function describe(auth: Auth, accountId: AccountId, opened: Opened, visit: Visit): Promise<Entered> {
	const cookies = cookiesOfAccount(opened.cookies, accountId);
	if (opened.token === undefined) return { session: undefined, cookies };
	const { internalAdapter } = await auth.engineFor(visit.secure).$context;
	const found = await internalAdapter.findSession(opened.token);
	const session = found && (await describeSession(auth.database.reader, accountId, found.session.expiresAt.getTime()));
	if (!session) throw new RequestFailure('wrongCredentials');
	return { session, cookies };
}
