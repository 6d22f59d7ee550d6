import type { Selectable } from 'kysely';
import { isDeskStaff, type Actor, type Role } from '#lib/domain/people/role.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { ActorRoleTable, Tx } from '../db/schema.ts';
import { resolveAlias } from './aliases.ts';

/** From `since` on the account has these roles. Called by whoever makes an account or changes its roles. */
export async function recordRoles(
	tx: Tx,
	account: {
		readonly schoolId: SchoolId;
		readonly accountId: AccountId;
		readonly roles: readonly Role[];
		readonly patronId?: PatronId | undefined;
		readonly since: Instant;
	}
): Promise<void> {
	const columns = { roles: JSON.stringify(account.roles), patron_id: account.patronId ?? null };
	await tx
		.insertInto('actor_role')
		.values({ school_id: account.schoolId, account_id: account.accountId, since: account.since, ...columns })
		.onConflict((conflict) => conflict.columns(['school_id', 'account_id', 'since']).doUpdateSet(columns))
		.execute();
}

/** The account has signed in on this installation, so that operations there may bear its name. */
export async function recordSignIn(tx: Tx, installationId: InstallationId, accountId: AccountId, at: Instant): Promise<void> {
	await tx
		.insertInto('installation_account')
		.values({ installation_id: installationId, account_id: accountId, first_at: at })
		.onConflict((conflict) => conflict.columns(['installation_id', 'account_id']).doNothing())
		.execute();
}

/**
 * Who an operation says performed it, with the roles of that moment.
 * `undefined`: never signed in on that installation, or no account of this school.
 */
export async function findActor(
	tx: Tx,
	schoolId: SchoolId,
	installationId: InstallationId,
	accountId: AccountId,
	at: Instant
): Promise<Actor | undefined> {
	const rows = await tx
		.selectFrom('actor_role')
		.innerJoin('installation_account', 'installation_account.account_id', 'actor_role.account_id')
		.select(['actor_role.since', 'actor_role.roles', 'actor_role.patron_id'])
		.where('actor_role.school_id', '=', schoolId)
		.where('actor_role.account_id', '=', accountId)
		.where('installation_account.installation_id', '=', installationId)
		.orderBy('actor_role.since')
		.execute();
	return actorWith(tx, schoolId, rows, accountId, at);
}

/** A member of desk staff of this school, signed in anywhere or nowhere. `undefined` for anybody else. */
export async function findDeskActor(tx: Tx, schoolId: SchoolId, accountId: AccountId, at: Instant): Promise<Actor | undefined> {
	const rows = await tx
		.selectFrom('actor_role')
		.select(['since', 'roles', 'patron_id'])
		.where('school_id', '=', schoolId)
		.where('account_id', '=', accountId)
		.orderBy('since')
		.execute();
	const actor = await actorWith(tx, schoolId, rows, accountId, at);
	return actor && isDeskStaff(actor) ? actor : undefined;
}

type RolesSince = Pick<Selectable<ActorRoleTable>, 'since' | 'roles' | 'patron_id'>;

async function actorWith(tx: Tx, schoolId: SchoolId, rows: readonly RolesSince[], accountId: AccountId, at: Instant): Promise<Actor | undefined> {
	// A clock that lags may place an operation before the account's first day; then its first roles count.
	const row = rows.findLast((each) => each.since <= at) ?? rows[0];
	if (!row) return undefined;
	const roles = JSON.parse(row.roles) as Role[];
	if (row.patron_id === null) return { accountId, roles };
	const formerPatronId = row.patron_id as PatronId;
	return { accountId, roles, patronId: (await resolveAlias(tx, schoolId, 'patron', formerPatronId)) as PatronId, formerPatronId };
}
