import type { AccountId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../../db/job.ts';
import { beginChange } from '../../sync/change.ts';
import { accountBehind } from '../use-code.ts';
import type { Vouched } from './vouched.ts';

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

export const unlinkAccount: Job<{ readonly accountId: AccountId }, void> = async (tx, { accountId }) => {
	await tx.deleteFrom('provider_link').where('account_id', '=', accountId).execute();
};
