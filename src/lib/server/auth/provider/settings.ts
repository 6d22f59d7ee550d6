import type { Kysely } from 'kysely';
import type { Provider, ProviderSettings } from '#lib/protocol/provider.ts';
import { parseBody } from '../../db/body.ts';
import type { OpenDatabase } from '../../db/open.ts';
import type { Schema } from '../../db/schema.ts';
import { RequestFailure } from '../../failure.ts';
import type { ServerSession } from '../../session.ts';
import { discover } from './discovery.ts';

export interface ConfiguredProvider {
	readonly settings: ProviderSettings;
	readonly clientSecret: string;
}

/** Where the provider sends people back to. @param origin `https://…`, without a path */
export function redirectUriOf(origin: string): string {
	return `${origin}/api/session/provider/callback`;
}

export async function findProvider(reader: Kysely<Schema>, schoolId: string): Promise<ConfiguredProvider | undefined> {
	const row = await reader.selectFrom('school_sign_in').select(['provider', 'provider_secret']).where('school_id', '=', schoolId).executeTakeFirst();
	if (row?.provider == null || row.provider_secret === null) return undefined;
	return { settings: parseBody<ProviderSettings>(row.provider), clientSecret: row.provider_secret };
}

/** For administrators; without the secret. @throws RequestFailure `notAllowed` */
export async function describeProvider({ reader }: OpenDatabase, session: ServerSession, origin: string): Promise<Provider> {
	requireAdministrator(session);
	const found = await findProvider(reader, session.schoolId);
	const links = await reader.selectFrom('provider_link').select('account_id').where('school_id', '=', session.schoolId).execute();
	return { settings: found?.settings ?? null, hasSecret: found !== undefined, redirectUri: redirectUriOf(origin), linked: links.length };
}

/**
 * Chooses the provider; it must answer at once. Links to another issuer stop working, since nobody there is known here.
 * @throws RequestFailure `notAllowed`, `badRequest` (`field`), `providerUnreachable`, `providerMismatch`
 */
export async function chooseProvider(
	{ reader, write }: OpenDatabase,
	session: ServerSession,
	asked: { readonly settings: ProviderSettings; readonly clientSecret?: string | undefined },
	origin: string
): Promise<void> {
	requireAdministrator(session);
	const before = await findProvider(reader, session.schoolId);
	// A secret belongs to the provider it came from: it must never be sent to another.
	const kept = before?.settings.issuer === asked.settings.issuer ? before.clientSecret : undefined;
	const clientSecret = asked.clientSecret ?? kept;
	if (clientSecret === undefined) throw new RequestFailure('badRequest', { field: 'clientSecret' });
	if (asked.settings.preset === 'google' && !asked.settings.organisation) throw new RequestFailure('badRequest', { field: 'organisation' });
	await discover(asked.settings.issuer, origin);
	await write('saveProvider', { schoolId: session.schoolId, settings: asked.settings, clientSecret });
}

/** Nobody signs in that way any more; every link goes. @throws RequestFailure `notAllowed` */
export async function removeProvider({ write }: OpenDatabase, session: ServerSession): Promise<void> {
	requireAdministrator(session);
	await write('saveProvider', { schoolId: session.schoolId });
}

function requireAdministrator(session: ServerSession): void {
	if (!session.roles.includes('administrator')) throw new RequestFailure('notAllowed');
}
