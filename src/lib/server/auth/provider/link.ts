import type { AccountId } from '#lib/domain/shared/ids.ts';
import type { ProviderPreset } from '#lib/protocol/provider.ts';
import type { Job } from '../../db/job.ts';
import { RequestFailure } from '../../failure.ts';
import type { ServerSession } from '../../session.ts';
import { beginChange } from '../../sync/change.ts';
import { codeHash, normaliseCode } from '../activation-code.ts';
import { findUsableCode } from '../activate.ts';
import type { Auth, Visit } from '../auth.ts';
import { openFor, type Entered } from '../sign-in.ts';
import { accountBehind } from '../use-code.ts';
import { readProviderCookie } from './cookie.ts';
import type { Vouched } from './return.ts';
import { findProvider } from './settings.ts';
import { keyOf } from './steps.ts';

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

/** Uses a code up, and remembers who the account behind it is at the provider; an earlier link of either goes. */
export const linkAccount: Job<{ readonly vouched: Vouched; readonly codeHash: string }, AccountId> = async (tx, { vouched, codeHash: hash }, clock) => {
	const change = await beginChange(tx, vouched.schoolId);
	const { accountId } = await accountBehind(change, hash, undefined, clock);
	const { schoolId, subjectHash, role, brin } = vouched;
	await tx.deleteFrom('provider_link').where('account_id', '=', accountId).execute();
	await tx.deleteFrom('provider_link').where('school_id', '=', schoolId).where('subject_hash', '=', subjectHash).execute();
	await tx.insertInto('provider_link').values({ school_id: schoolId, subject_hash: subjectHash, account_id: accountId, role, brin, linked_at: clock() }).execute();
	return accountId;
};

/** One's own link. */
export async function describeOwnLink({ database }: Auth, session: ServerSession): Promise<{ preset: ProviderPreset | null; linked: boolean }> {
	const provider = await findProvider(database.reader, session.schoolId);
	const link = await database.reader.selectFrom('provider_link').select('linked_at').where('account_id', '=', session.accountId).executeTakeFirst();
	return { preset: provider?.settings.preset ?? null, linked: link !== undefined };
}

export const unlinkAccount: Job<{ readonly accountId: AccountId }, void> = async (tx, { accountId }) => {
	await tx.deleteFrom('provider_link').where('account_id', '=', accountId).execute();
};
