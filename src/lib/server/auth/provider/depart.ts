import { createAuthorizationURL } from 'better-auth/oauth2';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { RequestFailure } from '../../failure.ts';
import { findSchoolByBrin } from '../accounts.ts';
import type { Auth, Visit } from '../auth.ts';
import { providerCookie } from './cookie.ts';
import { discover } from './discovery.ts';
import { presets } from './presets.ts';
import { findProvider, redirectUriOf } from './settings.ts';
import { keyOf, newSecret } from './steps.ts';

/** What must come back unchanged. */
export interface Departed {
	readonly schoolId: SchoolId;
	readonly nonce: string;
	readonly verifier: string;
	/** Key of the browser that left. */
	readonly browser: string;
}

const awayFor = 10 * 60_000;

/** Sends a browser to the provider of a school. @throws RequestFailure `unknownSchool`, `notFound` (it has none), `providerUnreachable` */
export async function depart(auth: Auth, brin: string, origin: string, visit: Visit): Promise<{ readonly location: string; readonly cookies: readonly string[] }> {
	const { reader, write, clock } = auth.database;
	const school = await findSchoolByBrin(reader, brin);
	if (!school) throw new RequestFailure('unknownSchool');
	const provider = await findProvider(reader, school.id);
	if (!provider) throw new RequestFailure('notFound');
	const { settings, clientSecret } = provider;
	const metadata = await discover(settings.issuer, origin);
	const [state, nonce, verifier, browser] = [newSecret(), newSecret(), newSecret(), newSecret()];
	const departed: Departed = { schoolId: school.id, nonce, verifier, browser: keyOf('link', browser) };
	await write('keepStep', { key: keyOf('state', state), value: JSON.stringify(departed), expiresAt: clock() + awayFor });
	const location = await createAuthorizationURL({
		id: settings.preset,
		options: { clientId: settings.clientId, clientSecret },
		redirectURI: redirectUriOf(origin),
		authorizationEndpoint: metadata.authorization_endpoint,
		state,
		nonce,
		codeVerifier: verifier,
		scopes: [...presets[settings.preset].scopes],
		hd: settings.preset === 'google' ? settings.organisation : undefined
	});
	return { location: location.href, cookies: [providerCookie(browser, visit)] };
}
