import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { DeskPerson } from '#lib/protocol/session.ts';
import type { Job } from '../db/job.ts';
import type { Schema, Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { findDeskActor, recordSignIn } from '../sync/actors.ts';
import { beginChange, type Change } from '../sync/change.ts';
import { publish } from '../sync/feed.ts';
import { visible } from '../sync/visibility.ts';
import { readRoles } from './accounts.ts';

export interface NewInstallation {
	readonly schoolId: SchoolId;
	readonly kind: 'desk' | 'account';
	readonly name: string;
	/** SHA-256 of its key. */
	readonly keyHash: string;
	readonly accountId: AccountId;
}

/** Who may lend for the school, and so may register its desks. */
export function mayUseDesk({ roles }: Pick<ServerSession, 'roles'>): boolean {
	return roles.includes('mediaLibrarian') || roles.includes('administrator');
}

/** Makes an installation on which its first account has signed in. @throws RequestFailure `nameTaken` by another live desk */
export const registerInstallation: Job<NewInstallation, InstallationId> = async (tx, asked, clock) => {
	const change = await beginChange(tx, asked.schoolId);
	if (asked.kind === 'desk' && (await isDeskName(tx, asked))) throw new RequestFailure('nameTaken');
	const id = randomUUID() as string as InstallationId;
	await insertInstallation(change, id, asked, clock());
	return id;
};

export interface Readmitted extends NewInstallation {
	readonly id: InstallationId;
	/** Who signed in there before; only desk staff of this school count. */
	readonly accounts: readonly AccountId[];
}

/** As `registerInstallation`, under the id that the installation has; its name may meanwhile be another's. */
export const readmitInstallation: Job<Readmitted, void> = async (tx, asked, clock) => {
	const change = await beginChange(tx, asked.schoolId);
	await insertInstallation(change, asked.id, asked, clock());
	for (const account of new Set(asked.accounts)) {
		const staff = await findDeskActor(tx, asked.schoolId, account, clock());
		if (staff) await recordSignIn(tx, asked.id, account, clock());
	}
};

async function insertInstallation(change: Change, id: InstallationId, asked: NewInstallation, now: Instant): Promise<void> {
	const { tx } = change;
	await tx
		.insertInto('installation')
		.values({
			id,
			school_id: asked.schoolId,
			name: asked.name,
			kind: asked.kind,
			account_id: asked.kind === 'account' ? asked.accountId : null,
			key_hash: asked.keyHash,
			clock_offset: null,
			oldest_pending: null,
			last_contact: now,
			persisted: null,
			quota: null,
			registered_at: now,
			revoked_at: null
		})
		.execute();
	await recordSignIn(tx, id, asked.accountId, now);
	await publish(change, [
		{ kind: 'installation', id, audience: visible('installation', { id, name: asked.name, kind: asked.kind }, change) },
		{ kind: 'progress', id, audience: visible('progress', { id, lastN: 0, name: asked.name }, change) }
	]);
}

/** Whether another live desk of the school bears this name. */
export async function isDeskName(tx: Tx, { schoolId, name }: Pick<NewInstallation, 'schoolId' | 'name'>, except = ''): Promise<boolean> {
	const row = await tx
		.selectFrom('installation')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('kind', '=', 'desk')
		.where('revoked_at', 'is', null)
		.where('id', '!=', except)
		.where(sql`lower(name)`, '=', sql`lower(${name})`)
		.executeTakeFirst();
	return row !== undefined;
}

export interface Joining {
	readonly installationId: InstallationId;
	readonly accountId: AccountId;
}

/** From now on this account may be the actor of the installation's operations. Doing it again changes nothing. */
export const joinInstallation: Job<Joining, void> = async (tx, { installationId, accountId }, clock) =>
	recordSignIn(tx, installationId, accountId, clock());

/** Its key opens nothing any more. What it recorded stays. */
export const retireInstallation: Job<{ readonly installationId: InstallationId }, void> = async (tx, { installationId }, clock) => {
	await tx
		.updateTable('installation')
		.set({ revoked_at: clock() })
		.where('id', '=', installationId)
		.where('revoked_at', 'is', null)
		.execute();
};

/** Who signed in there, first comer first, with present roles; closed accounts are left out. */
export async function listDeskPeople(reader: Kysely<Schema>, installationId: string): Promise<DeskPerson[]> {
	const rows = await reader
		.selectFrom('installation_account')
		.innerJoin('account', 'account.id', 'installation_account.account_id')
		.select(['account.id', 'account.display_name', 'account.patron_id'])
		.where('installation_id', '=', installationId)
		.where('closed_at', 'is', null)
		.orderBy('first_at')
		.execute();
	return Promise.all(
		rows.map(async (row) => ({
			id: row.id as AccountId,
			name: row.display_name,
			roles: (await readRoles(reader, row.id as AccountId)) satisfies Role[],
			...(row.patron_id !== null && { patronId: row.patron_id as PatronId })
		}))
	);
}
