import type { Kysely } from 'kysely';
import { roles as allRoles, type Role } from '#lib/domain/people/role.ts';
import type { AccountId } from '#lib/domain/shared/ids.ts';
import type { Schema } from '../db/schema.ts';
import { listSchools, readRoles } from './accounts.ts';

export interface DemoAccount {
	readonly id: AccountId;
	readonly name: string;
	readonly role: Role;
}

/** For each role the account of the demo school that one tap signs in: the oldest that has it. Empty without a demo school. */
export async function listDemoAccounts(reader: Kysely<Schema>): Promise<DemoAccount[]> {
	const school = (await listSchools(reader)).find((each) => each.demo);
	if (!school) return [];
	const rows = await reader
		.selectFrom('account')
		.select(['id', 'display_name'])
		.where('school_id', '=', school.id)
		.where('closed_at', 'is', null)
		.orderBy('created_at')
		.orderBy('id')
		.limit(50)
		.execute();
	const people = await Promise.all(
		rows.map(async (row) => ({ id: row.id as AccountId, name: row.display_name, roles: await readRoles(reader, row.id as AccountId) }))
	);
	return allRoles.flatMap((role) => {
		const person = people.find((each) => each.roles[0] === role) ?? people.find((each) => each.roles.includes(role));
		return person ? [{ id: person.id, name: person.name, role }] : [];
	});
}

export async function findDemoAccount(reader: Kysely<Schema>, role: Role): Promise<DemoAccount | undefined> {
	return (await listDemoAccounts(reader)).find((account) => account.role === role);
}
