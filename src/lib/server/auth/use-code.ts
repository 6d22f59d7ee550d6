import type { Role } from '#lib/domain/people/role.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { AccountId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { ActivationCodeTable } from '../db/auth-tables.ts';
import { parseBody } from '../db/body.ts';
import type { Clock, Job } from '../db/job.ts';
import { RequestFailure } from '../failure.ts';
import { beginChange, type Change } from '../sync/change.ts';
import { insertAccount, isNameTaken, setSecret } from './create-account.ts';
import { proposeLoginNames, type PersonName } from './login-name.ts';

export interface CodeUsed {
	readonly schoolId: SchoolId;
	readonly codeHash: string;
	/** Made by `hashSecret`. */
	readonly secretHash: string;
}

export interface Activated {
	readonly accountId: AccountId;
	/** With which the account signs in from now on. */
	readonly loginName: string;
}

/**
 * Turns a code into an account, or gives the account behind it a new secret and ends its sessions. Once.
 * @throws RequestFailure `codeUnknown`, `codeUsed`
 */
export const activateCode: Job<CodeUsed, Activated> = async (tx, { schoolId, codeHash, secretHash }, clock) => {
	// The school's lock first: two pupils of one name may not choose theirs at the same moment.
	return accountBehind(await beginChange(tx, schoolId), codeHash, secretHash, clock);
};

/**
 * The account that a code opens, made if there is none; the code is used up.
 * @param secretHash `undefined`: who it is is proved otherwise, and a secret that is there stays
 * @throws RequestFailure `codeUnknown`, `codeUsed`
 */
export async function accountBehind(change: Change, codeHash: string, secretHash: string | undefined, clock: Clock): Promise<Activated> {
	const code = await takeCode(change, codeHash, clock);
	const existing = await findExisting(change, code);
	if (!existing) return makeAccount(change, code, secretHash, clock);
	if (secretHash !== undefined) {
		await setSecret(change.tx, existing.accountId, secretHash, clock());
		await change.tx.deleteFrom('login_session').where('loginId', '=', existing.accountId).execute();
	}
	return existing;
}

async function takeCode({ tx, schoolId }: Change, codeHash: string, clock: Clock): Promise<ActivationCodeTable> {
	const code = await tx
		.selectFrom('activation_code')
		.selectAll()
		.where('school_id', '=', schoolId)
		.where('code_hash', '=', codeHash)
		.executeTakeFirst();
	if (!code || code.expires_at <= clock()) throw new RequestFailure('codeUnknown');
	if (code.used_at !== null) throw new RequestFailure('codeUsed');
	await tx
		.updateTable('activation_code')
		.set({ used_at: clock() })
		.where('school_id', '=', schoolId)
		.where('code_hash', '=', codeHash)
		.execute();
	return code;
}

async function findExisting({ tx, schoolId }: Change, code: ActivationCodeTable): Promise<Activated | undefined> {
	const accounts = tx.selectFrom('account').select(['id', 'name']).where('school_id', '=', schoolId);
	const account = code.account_id
		? await accounts.where('id', '=', code.account_id).executeTakeFirst()
		: code.patron_id && (await accounts.where('patron_id', '=', code.patron_id).executeTakeFirst());
	return account ? { accountId: account.id as AccountId, loginName: account.name } : undefined;
}

async function makeAccount(change: Change, code: ActivationCodeTable, secretHash: string | undefined, clock: Clock): Promise<Activated> {
	const patron = await findPatron(change, code.patron_id);
	const loginName = await chooseName(change, patron ?? splitName(code.display_name), patron?.pupilNumber);
	const accountId = await insertAccount(
		change,
		{
			schoolId: change.schoolId,
			loginName,
			displayName: code.display_name,
			roles: parseBody<Role[]>(code.roles),
			patronId: (code.patron_id as PatronId | null) ?? undefined,
			secretHash
		},
		clock
	);
	return { accountId, loginName };
}

async function findPatron({ tx, schoolId }: Change, patronId: string | null): Promise<Patron | undefined> {
	if (patronId === null) return undefined;
	const row = await tx.selectFrom('patron').select('body').where('school_id', '=', schoolId).where('id', '=', patronId).executeTakeFirst();
	return row && parseBody<Patron>(row.body);
}

async function chooseName({ tx, schoolId }: Change, person: PersonName, pupilNumber: string | undefined): Promise<string> {
	for (const name of proposeLoginNames(person, pupilNumber)) {
		if (!(await isNameTaken(tx, schoolId, name))) return name;
	}
	throw new Error('proposals never end');
}

function splitName(displayName: string): PersonName {
	const [givenName = displayName, ...rest] = displayName.trim().split(/\s+/);
	return { givenName, familyName: rest.join(' ') };
}
