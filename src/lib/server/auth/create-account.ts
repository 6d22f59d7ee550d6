import { randomUUID } from 'node:crypto';
import type { Role } from '#lib/domain/people/role.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Clock, Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import { recordRoles } from '../sync/actors.ts';
import { beginChange, type Change } from '../sync/change.ts';
import { publish } from '../sync/feed.ts';
import { visible } from '../sync/visibility.ts';
import { isLoginName, normaliseLoginName, syntheticAddress, usernameOf } from './login-name.ts';

export interface NewAccount {
	readonly schoolId: SchoolId;
	readonly loginName: string;
	readonly displayName: string;
	readonly roles: readonly Role[];
	readonly patronId?: PatronId | undefined;
	/** Made by `hashSecret`; absent: nobody can sign in with a secret (demo accounts). */
	readonly secretHash?: string | undefined;
	/** Minted here unless given. */
	readonly id?: AccountId | undefined;
}

/** Makes an account. @throws RequestFailure `unknownSchool`, `badRequest` (no login name), `nameTaken` */
export const createAccount: Job<NewAccount, AccountId> = async (tx, account, clock) =>
	insertAccount(await beginChange(tx, account.schoolId), account, clock);

/** The same inside a change that has begun, for imports and activation. */
export async function insertAccount(change: Change, account: NewAccount, clock: Clock): Promise<AccountId> {
	const { tx, schoolId } = change;
	const name = normaliseLoginName(account.loginName);
	if (!isLoginName(name)) throw new RequestFailure('badRequest', { field: 'loginName' });
	if (await isNameTaken(tx, schoolId, name)) throw new RequestFailure('nameTaken');
	const id = account.id ?? (randomUUID() as string as AccountId);
	const now = clock();
	await tx
		.insertInto('account')
		.values({
			id,
			school_id: schoolId,
			name,
			display_name: account.displayName,
			patron_id: account.patronId ?? null,
			created_at: now,
			closed_at: null
		})
		.execute();
	await insertLogin(tx, { id, schoolId, name, displayName: account.displayName, now });
	if (account.secretHash) await setSecret(tx, id, account.secretHash, now);
	await giveRoles(change, id, account.roles, now);
	return id;
}

export async function isNameTaken(tx: Tx, schoolId: SchoolId, name: string): Promise<boolean> {
	const row = await tx
		.selectFrom('account')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('name', '=', name)
		.executeTakeFirst();
	return row !== undefined;
}

interface NewLogin {
	readonly id: AccountId;
	readonly schoolId: SchoolId;
	readonly name: string;
	readonly displayName: string;
	readonly now: Instant;
}

async function insertLogin(tx: Tx, { id, schoolId, name, displayName, now }: NewLogin): Promise<void> {
	const { brin } = await tx.selectFrom('school').select('brin').where('id', '=', schoolId).executeTakeFirstOrThrow();
	await tx
		.insertInto('login')
		.values({
			id,
			name: displayName,
			email: syntheticAddress(brin, id),
			username: usernameOf(brin, name),
			createdAt: new Date(now).toISOString(),
			updatedAt: new Date(now).toISOString()
		})
		.execute();
}

/** Gives an account its password or PIN, in place of the one before. */
export async function setSecret(tx: Tx, accountId: AccountId, secretHash: string, now: Instant): Promise<void> {
	const at = new Date(now).toISOString();
	await tx.deleteFrom('credential').where('loginId', '=', accountId).where('providerId', '=', 'credential').execute();
	await tx
		.insertInto('credential')
		.values({
			id: randomUUID(),
			loginId: accountId,
			accountId,
			providerId: 'credential',
			password: secretHash,
			createdAt: at,
			updatedAt: at
		})
		.execute();
}

/** Gives an account these roles from now on; earlier ones stay on record, for operations that arrive late. */
export async function giveRoles(change: Change, accountId: AccountId, roles: readonly Role[], now: Instant): Promise<void> {
	const { tx, schoolId } = change;
	const account = await tx.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow();
	const patronId = (account.patron_id as PatronId | null) ?? undefined;
	await recordRoles(tx, { schoolId, accountId, roles, patronId, since: now });
	const row = { id: accountId, name: account.display_name, roles };
	// A teacher who does not borrow is known to desks by its account only.
	const named = isStaff(roles) || (roles.includes('teacher') && patronId === undefined);
	const audience = named ? visible('staff', row, change) : new Map();
	await publish(change, [{ kind: 'staff', id: accountId, audience }]);
}

/** Staff stand by name on every desk; pupils do not. */
export function isStaff(roles: readonly Role[]): boolean {
	return roles.some((role) => role !== 'pupil' && role !== 'teacher');
}

/** Other roles for an account of that school. @throws RequestFailure `notFound` */
export const changeRoles: Job<{ readonly schoolId: SchoolId; readonly accountId: AccountId; readonly roles: readonly Role[] }, void> = async (
	tx,
	{ schoolId, accountId, roles },
	clock
) => {
	const change = await beginChange(tx, schoolId);
	await requireAccount(tx, schoolId, accountId);
	await giveRoles(change, accountId, roles, clock());
};

/** It signs in no more and its sessions end; what it recorded offline before is still taken. @throws RequestFailure `notFound` */
export const closeAccount: Job<{ readonly schoolId: SchoolId; readonly accountId: AccountId }, void> = async (tx, asked, clock) => {
	await requireAccount(tx, asked.schoolId, asked.accountId);
	await tx.updateTable('account').set({ closed_at: clock() }).where('id', '=', asked.accountId).execute();
	await tx.deleteFrom('login_session').where('loginId', '=', asked.accountId).execute();
};

async function requireAccount(tx: Tx, schoolId: SchoolId, accountId: AccountId): Promise<void> {
	const row = await tx.selectFrom('account').select('id').where('school_id', '=', schoolId).where('id', '=', accountId).executeTakeFirst();
	if (!row) throw new RequestFailure('notFound');
}
