import type { Kysely } from 'kysely';
import type { Role } from '#lib/domain/people/role.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Session } from '#lib/protocol/session.ts';
import type { AccountTable } from '../db/auth-tables.ts';
import { parseBody } from '../db/body.ts';
import type { Schema, Tx } from '../db/schema.ts';
import type { ServerSession } from '../session.ts';
import { resolveAlias } from '../sync/aliases.ts';

type Reader = Kysely<Schema>;

/** A school as sign-in needs it. */
export type SchoolName = Session['school'];

export async function findSchoolByBrin(reader: Reader, brin: string): Promise<SchoolName | undefined> {
	const row = await reader
		.selectFrom('school')
		.select('body')
		.where('brin', '=', brin.trim().toUpperCase())
		.executeTakeFirst();
	return row && nameOf(parseBody<School>(row.body));
}

export async function listSchools(reader: Reader): Promise<SchoolName[]> {
	const rows = await reader.selectFrom('school').select('body').orderBy('brin').execute();
	return rows.map((row) => nameOf(parseBody<School>(row.body)));
}

function nameOf({ id, brin, name, demo }: School): SchoolName {
	return { id, brin, name, demo };
}

export async function findAccountByName(reader: Reader, schoolId: SchoolId, name: string): Promise<AccountTable | undefined> {
	return reader.selectFrom('account').selectAll().where('school_id', '=', schoolId).where('name', '=', name).executeTakeFirst();
}

/** The account behind a session; `undefined` once it was closed. */
export async function findServerSession(reader: Reader, accountId: AccountId, expiresAt: Instant): Promise<ServerSession | undefined> {
	const account = await findOpenAccount(reader, accountId);
	if (!account) return undefined;
	const roles = await readRoles(reader, accountId);
	return {
		accountId,
		schoolId: account.school_id as SchoolId,
		roles,
		patronId: await readPatronId(reader, account),
		secondFactor: secondFactorOf(account, roles),
		expiresAt
	};
}

/** What the device learns of its session; `undefined` once the account was closed. */
export async function describeSession(reader: Reader, accountId: AccountId, expiresAt: Instant): Promise<Session | undefined> {
	const account = await findOpenAccount(reader, accountId);
	if (!account) return undefined;
	const school = await reader.selectFrom('school').select('body').where('id', '=', account.school_id).executeTakeFirstOrThrow();
	const patronId = await readPatronId(reader, account);
	const roles = await readRoles(reader, accountId);
	return {
		account: {
			id: accountId,
			name: account.display_name,
			roles,
			...(patronId !== undefined && { patronId })
		},
		school: nameOf(parseBody<School>(school.body)),
		secondFactor: secondFactorOf(account, roles),
		expiresAt
	};
}

/** The patron an account is, under the name it has since merges. */
async function readPatronId(reader: Reader, account: AccountTable): Promise<PatronId | undefined> {
	if (account.patron_id === null) return undefined;
	return (await resolveAlias(reader as Tx, account.school_id, 'patron', account.patron_id)) as PatronId;
}

/** Present roles: those given last. */
export async function readRoles(reader: Reader, accountId: AccountId): Promise<Role[]> {
	const row = await reader
		.selectFrom('actor_role')
		.select('roles')
		.where('account_id', '=', accountId)
		.orderBy('since', 'desc')
		.executeTakeFirst();
	return row ? parseBody<Role[]>(row.roles) : [];
}

type OpenAccount = NonNullable<Awaited<ReturnType<typeof findOpenAccount>>>;

function findOpenAccount(reader: Reader, accountId: AccountId) {
	return reader
		.selectFrom('account')
		.leftJoin('login', 'login.id', 'account.id')
		.leftJoin('school_sign_in', 'school_sign_in.school_id', 'account.school_id')
		.selectAll('account')
		.leftJoin('credential', (join) => join.onRef('credential.loginId', '=', 'account.id').on('credential.providerId', '=', 'credential'))
		.select(['login.twoFactorEnabled', 'school_sign_in.second_factor_roles', 'credential.password'])
		.where('account.id', '=', accountId)
		.where('account.closed_at', 'is', null)
		.executeTakeFirst();
}

function secondFactorOf({ twoFactorEnabled, second_factor_roles, password }: OpenAccount, roles: readonly Role[]): NonNullable<ServerSession['secondFactor']> {
	const needing = parseBody<Role[]>(second_factor_roles ?? '[]');
	return { on: Boolean(twoFactorEnabled), required: roles.some((role) => needing.includes(role)), ...(password === null && { withoutPassword: true }) };
}
