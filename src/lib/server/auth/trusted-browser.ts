import { createHash } from 'node:crypto';
import type { AccountId } from '#lib/domain/shared/ids.ts';

// A desk is one browser of several media librarians. better-auth has one cookie for "this browser is trusted", so each
// account gets its own name for it on the wire; the value is signed and bound to the account whatever it is called.

const plainName = '.trust_device';

function ownName(accountId: AccountId): string {
	return `${plainName}_${createHash('sha256').update(accountId).digest('hex').slice(0, 12)}`;
}

/** Headers for a sign-in: the browser's name, and what says that it is trusted by this account. Never an earlier session. */
export function headersForSignIn(headers: Headers, accountId: AccountId | undefined): Headers {
	const kept = new Headers();
	const agent = headers.get('user-agent');
	if (agent !== null) kept.set('user-agent', agent);
	const name = accountId && ownName(accountId);
	const own = cookiesOf(headers).find((cookie) => name !== undefined && nameOf(cookie).endsWith(name));
	if (own && name) kept.set('cookie', own.replace(name, plainName));
	return kept;
}

/** Only the cookie of a second factor that is being asked. */
export function headersForAnswer(headers: Headers): Headers {
	const kept = headersForSignIn(headers, undefined);
	const asked = cookiesOf(headers).find((cookie) => nameOf(cookie).endsWith('.two_factor'));
	if (asked) kept.set('cookie', asked);
	return kept;
}

/** Cookies as they go out: the trust of this account under its own name. */
export function cookiesOfAccount(cookies: readonly string[], accountId: AccountId): string[] {
	return cookies.map((cookie) => (nameOf(cookie).endsWith(plainName) ? cookie.replace(plainName, ownName(accountId)) : cookie));
}

function cookiesOf(headers: Headers): string[] {
	return (headers.get('cookie') ?? '').split('; ').filter(Boolean);
}

function nameOf(cookie: string): string {
	return cookie.slice(0, cookie.indexOf('='));
}
