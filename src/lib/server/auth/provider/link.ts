import type { ProviderPreset } from '#lib/protocol/provider.ts';
import { RequestFailure } from '../../failure.ts';
import type { ServerSession } from '../../session.ts';
import { codeHash, normaliseCode } from '../activation-code.ts';
import { findUsableCode } from '../activate.ts';
import type { Auth, Visit } from '../auth.ts';
import { openFor, type Entered } from '../sign-in.ts';
import { readProviderCookie } from './cookie.ts';
import { findProvider } from './settings.ts';
import { keyOf } from './steps.ts';
import type { Vouched } from './vouched.ts';

/**
 * The first time: a printed code says who it is here. It opens the account of the code, or makes it, with the rights that
 * the office gave; what the provider says of a role gives none.
 * @throws RequestFailure `providerEnded` (away too long), `locked`, `tooMany`, `codeUnknown`, `codeUsed`
 */
export async function linkByCode(auth: Auth, code: string, visit: Visit): Promise<Entered> {
	const { database } = auth;
	const key = keyOf('link', readProviderCookie(visit) ?? '');
	const row = await database.reader.selectFrom('verification').select(['value', 'expiresAt']).where('identifier', '=', key).executeTakeFirst();
	if (!row || new Date(row.expiresAt).getTime() <= database.clock()) throw new RequestFailure('providerEnded');
	const vouched = JSON.parse(row.value) as Vouched;
	const hash = codeHash(vouched.schoolId, normaliseCode(code));
	await findUsableCode(database, vouched.schoolId, hash, visit.address);
	const accountId = await database.write('linkAccount', { vouched, codeHash: hash });
	await database.write('takeStep', { key });
	return openFor(auth, accountId, visit);
}

/** One's own link. */
export async function describeOwnLink({ database }: Auth, session: ServerSession): Promise<{ preset: ProviderPreset | null; linked: boolean }> {
	const provider = await findProvider(database.reader, session.schoolId);
	const link = await database.reader.selectFrom('provider_link').select('linked_at').where('account_id', '=', session.accountId).executeTakeFirst();
	return { preset: provider?.settings.preset ?? null, linked: link !== undefined };
}
