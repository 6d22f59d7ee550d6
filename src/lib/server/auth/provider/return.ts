import { createHmac } from 'node:crypto';
import { validateAuthorizationCode, validateToken } from 'better-auth/oauth2';
import type { School } from '#lib/domain/school/school.ts';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { ProviderSettings, ProviderTrouble } from '#lib/protocol/provider.ts';
import { parseBody } from '../../db/body.ts';
import { RequestFailure } from '../../failure.ts';
import type { Auth, Visit } from '../auth.ts';
import { openFor } from '../sign-in.ts';
import { providerCookie, readProviderCookie } from './cookie.ts';
import type { Departed } from './depart.ts';
import { discover, fetchJson, type ProviderMetadata } from './discovery.ts';
import { presets } from './presets.ts';
import { findProvider, redirectUriOf, type ConfiguredProvider } from './settings.ts';
import { keyOf } from './steps.ts';
import type { Vouched } from './vouched.ts';

/** Where the browser goes next. */
export interface Returned {
	readonly location: string;
	readonly cookies: readonly string[];
}

/** Time to find the paper with the code. */
const linkFor = 15 * 60_000;

class Trouble extends Error {
	readonly trouble: ProviderTrouble;
	constructor(trouble: ProviderTrouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

/** Somebody comes back from the provider: signed in, asked for a code the first time, or told what went wrong. */
export async function comeBack(auth: Auth, url: URL, visit: Visit): Promise<Returned> {
	const departed = await takeDeparted(auth, url, visit);
	if (!departed) return troubled('expired');
	const school = await readSchool(auth, departed.schoolId);
	try {
		const vouched = await vouch(auth, departed, school, url);
		return await enter(auth, vouched, school, visit);
	} catch (error) {
		if (error instanceof Trouble) return troubled(error.trouble, school.brin);
		if (error instanceof RequestFailure && error.code === 'providerUnreachable') return troubled('unreachable', school.brin);
		if (error instanceof RequestFailure && error.code === 'providerMismatch') return troubled('mismatch', school.brin);
		throw error;
	}
}

function troubled(trouble: ProviderTrouble, brin?: string): Returned {
	const query = new URLSearchParams({ ...(brin !== undefined && { school: brin }), trouble });
	return { location: `/sign-in?${query}`, cookies: [] };
}

/** The state is good once, and only in the browser that left with it. */
async function takeDeparted({ database }: Auth, url: URL, visit: Visit): Promise<Departed | undefined> {
	const browser = readProviderCookie(visit);
	const value = await database.write('takeStep', { key: keyOf('state', url.searchParams.get('state') ?? '') });
	const departed = value === undefined ? undefined : (JSON.parse(value) as Departed);
	return departed && browser !== undefined && departed.browser === keyOf('link', browser) ? departed : undefined;
}

async function readSchool({ database }: Auth, schoolId: SchoolId): Promise<School> {
	const row = await database.reader.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirstOrThrow();
	return parseBody<School>(row.body);
}

async function vouch(auth: Auth, departed: Departed, school: School, url: URL): Promise<Vouched> {
	if (url.searchParams.has('error')) throw new Trouble('denied');
	const provider = await findProvider(auth.database.reader, departed.schoolId);
	if (!provider) throw new Trouble('expired');
	const { settings } = provider;
	const issuer = url.searchParams.get('iss');
	// RFC 9207: a code of one provider is never sent to another.
	if (issuer !== null && issuer.replace(/\/+$/, '') !== settings.issuer) throw new Trouble('mismatch');
	const metadata = await discover(settings.issuer, url.origin);
	const claims = await claimsFor(provider, metadata, departed, url);
	const { organisationClaim, roleClaim, byBrin } = presets[settings.preset];
	const organisation = textOf(claims[settings.organisationClaim || (organisationClaim ?? '')]);
	requireOwnSchool(settings, byBrin ? school.brin : undefined, organisation);
	return {
		schoolId: departed.schoolId,
		subjectHash: createHmac('sha256', auth.secret).update(`${settings.issuer}\n${claims.sub}`).digest('base64url'),
		role: roleClaim === undefined ? null : (textOf(claims[roleClaim]) ?? null),
		brin: byBrin ? (organisation ?? null) : null
	};
}

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** Signatures with a key that the provider alone has. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockTolerance = 60;

async function claimsFor({ settings, clientSecret }: ConfiguredProvider, metadata: ProviderMetadata, { nonce, verifier }: Departed, url: URL): Promise<Claims> {
	const { clientId } = settings;
	const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
	const tokens = await validateAuthorizationCode({
		code: url.searchParams.get('code') ?? '',
		codeVerifier: verifier,
		redirectURI: redirectUriOf(url.origin),
		options: { clientId, clientSecret },
		authentication: methods.includes('client_secret_basic') ? 'basic' : 'post',
		tokenEndpoint: metadata.token_endpoint
	}).catch(() => {
		throw new Trouble('refused');
	});
	if (!tokens.idToken) throw new Trouble('mismatch');
	const requiredClaims = ['sub', 'nonce', 'exp', 'iat'];
	const { payload } = await validateToken(tokens.idToken, metadata.jwks_uri, { issuer: metadata.issuer, audience: clientId, algorithms, requiredClaims, clockTolerance }).catch(() => {
		throw new Trouble('mismatch');
	});
	const isForUs = !Array.isArray(payload.aud) || payload.aud.length === 1 || payload.azp === clientId;
	if (payload.nonce !== nonce || payload.sub === undefined || !isForUs) throw new Trouble('mismatch');
	const more = metadata.userinfo_endpoint && tokens.accessToken ? await fetchJson(metadata.userinfo_endpoint, { authorization: `Bearer ${tokens.accessToken}` }) : {};
	const told = more as Readonly<Record<string, unknown>>;
	if (told.sub !== undefined && told.sub !== payload.sub) throw new Trouble('mismatch');
	return { ...told, ...payload, sub: payload.sub };
}

function requireOwnSchool(settings: ProviderSettings, brin: string | undefined, organisation: string | undefined): void {
	// `12AB03` is a location of school `12AB`.
	if (brin !== undefined && organisation?.slice(0, 4).toUpperCase() !== brin.slice(0, 4).toUpperCase()) throw new Trouble('otherSchool');
	if (settings.organisation && organisation?.toLowerCase() !== settings.organisation.toLowerCase()) throw new Trouble('otherSchool');
}

function textOf(claim: unknown): string | undefined {
	const one: unknown = Array.isArray(claim) ? claim[0] : claim;
	return typeof one === 'string' ? one : undefined;
}

async function enter(auth: Auth, vouched: Vouched, school: School, visit: Visit): Promise<Returned> {
	const { reader, write, clock } = auth.database;
	const linked = await reader
		.selectFrom('provider_link')
		.innerJoin('account', 'account.id', 'provider_link.account_id')
		.select('account.id')
		.where('provider_link.school_id', '=', vouched.schoolId)
		.where('subject_hash', '=', vouched.subjectHash)
		.where('account.closed_at', 'is', null)
		.executeTakeFirst();
	if (linked) {
		const { session, cookies } = await openFor(auth, linked.id as AccountId, visit);
		return { location: session ? '/sign-in/entered' : '/sign-in?step=two', cookies };
	}
	const browser = readProviderCookie(visit) ?? '';
	await write('keepStep', { key: keyOf('link', browser), value: JSON.stringify(vouched), expiresAt: clock() + linkFor });
	return { location: `/sign-in/link?school=${encodeURIComponent(school.brin)}`, cookies: [providerCookie(browser, visit)] };
}
