import { sql, type Kysely } from 'kysely';
import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, HomeClassId, InstallationId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Accounts } from '#lib/protocol/accounts.ts';
import { parseBody } from '../db/body.ts';
import type { Schema } from '../db/schema.ts';

/** Everybody and everything that may reach this school's records, for its office. */
export async function listAccounts(reader: Kysely<Schema>, schoolId: SchoolId): Promise<Accounts> {
	const [staff, secondFactorRoles, classes, installations] = await Promise.all([
		listStaff(reader, schoolId),
		readSecondFactorRoles(reader, schoolId),
		listClasses(reader, schoolId),
		listInstallations(reader, schoolId)
	]);
	return { staff, secondFactorRoles, classes, installations };
}

async function listStaff(reader: Kysely<Schema>, schoolId: SchoolId): Promise<Accounts['staff']> {
	const rows = await reader
		.selectFrom('account')
		.innerJoin('actor_role', 'actor_role.account_id', 'account.id')
		.leftJoin('login', 'login.id', 'account.id')
		.select(['account.id', 'account.name', 'account.display_name', 'actor_role.roles', 'login.twoFactorEnabled'])
		.where('account.school_id', '=', schoolId)
		.where('account.closed_at', 'is', null)
		// The last row of an account is what it may now.
		.orderBy('actor_role.since')
		.execute();
	const byId = new Map(rows.map((row) => [row.id, row]));
	return [...byId.values()]
		.map((row) => ({
			id: row.id as AccountId,
			name: row.display_name,
			loginName: row.name,
			roles: parseBody<Role[]>(row.roles),
			secondFactor: Boolean(row.twoFactorEnabled)
		}))
		.filter(({ roles }) => roles.some((role) => role !== 'pupil'))
		.toSorted((a, b) => a.name.localeCompare(b.name, 'nl'));
}

async function readSecondFactorRoles(reader: Kysely<Schema>, schoolId: SchoolId): Promise<Role[]> {
	const row = await reader.selectFrom('school_sign_in').select('second_factor_roles').where('school_id', '=', schoolId).executeTakeFirst();
	return parseBody<Role[]>(row?.second_factor_roles ?? '[]');
}

async function listClasses(reader: Kysely<Schema>, schoolId: SchoolId): Promise<Accounts['classes']> {
	const rows = await reader
		.selectFrom('home_class')
		.innerJoin('patron', (join) =>
			join.onRef('patron.home_class_id', '=', 'home_class.id').onRef('patron.school_id', '=', 'home_class.school_id')
		)
		.leftJoin('account', (join) =>
			join.onRef('account.patron_id', '=', 'patron.id').onRef('account.school_id', '=', 'patron.school_id').on('account.closed_at', 'is', null)
		)
		.select(['home_class.id', 'home_class.name'])
		.select(sql<number>`count(distinct patron.id)`.as('patrons'))
		.select(sql<number>`count(distinct account.id)`.as('accounts'))
		.where('home_class.school_id', '=', schoolId)
		.groupBy(['home_class.id', 'home_class.name'])
		.execute();
	return rows
		.map(({ id, name, patrons, accounts }) => ({ id: id as HomeClassId, name, patrons: Number(patrons), accounts: Number(accounts) }))
		.toSorted((a, b) => a.name.localeCompare(b.name, 'nl', { numeric: true }));
}

async function listInstallations(reader: Kysely<Schema>, schoolId: SchoolId): Promise<Accounts['installations']> {
	const rows = await reader
		.selectFrom('installation')
		.select(['id', 'name', 'kind', 'last_contact', 'reported_pending'])
		.where('school_id', '=', schoolId)
		.where('revoked_at', 'is', null)
		// Desks first; among the browsers of accounts the latest, since old phones never say goodbye.
		.orderBy('kind', 'desc')
		.orderBy('last_contact', 'desc')
		.limit(200)
		.execute();
	return rows.map((row) => ({
		id: row.id as InstallationId,
		name: row.name,
		kind: row.kind,
		lastContact: row.last_contact,
		pending: row.reported_pending
	}));
}
