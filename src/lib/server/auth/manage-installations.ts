import type { Selectable } from 'kysely';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import type { Installations } from '#lib/protocol/installations.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { InstallationTable } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { mayUseDesk } from './installations.ts';

/** Accounts' own browsers in the list: old phones never say goodbye. Desks are all there. */
const mostOfAccounts = 200;

/** Desks first, those in use before those that were ended, the latest contact first. @throws RequestFailure `notAllowed` */
export async function listInstallations({ reader }: OpenDatabase, session: ServerSession): Promise<Installations> {
	if (!mayUseDesk(session)) throw new RequestFailure('notAllowed');
	const ofSchool = reader.selectFrom('installation').selectAll().where('school_id', '=', session.schoolId).orderBy('last_contact', 'desc');
	const [desks, accounts, gaps] = await Promise.all([
		ofSchool.where('kind', '=', 'desk').execute(),
		ofSchool.where('kind', '=', 'account').where('revoked_at', 'is', null).limit(mostOfAccounts).execute(),
		reader
			.selectFrom('installation_gap')
			.innerJoin('installation', 'installation.id', 'installation_gap.installation_id')
			.select(['installation_id', 'from_n', 'to_n'])
			.where('school_id', '=', session.schoolId)
			.orderBy('from_n')
			.execute()
	]);
	const gapsOf = Map.groupBy(gaps, (gap) => gap.installation_id);
	const rows = [...desks.filter((each) => each.revoked_at === null), ...desks.filter((each) => each.revoked_at !== null), ...accounts];
	return { installations: rows.map((row) => described(row, gapsOf.get(row.id)?.map(({ from_n, to_n }) => ({ from: from_n, to: to_n })) ?? [])) };
}

function described(row: Selectable<InstallationTable>, gaps: Installations['installations'][number]['gaps']): Installations['installations'][number] {
	return {
		id: row.id as InstallationId,
		name: row.name,
		kind: row.kind,
		registeredAt: row.registered_at,
		lastContact: row.last_contact,
		build: row.build,
		lastN: row.last_n,
		maxN: Math.max(row.reported_max_n, row.last_n),
		oldestPending: row.oldest_pending,
		persisted: row.persisted === null ? null : row.persisted === 1,
		free: row.quota,
		clockOffset: row.clock_offset,
		endedAt: row.revoked_at,
		endedWhy: row.revoked_at === null ? null : row.ended_why === 'lost' ? 'lost' : 'retired',
		gaps
	};
}

interface Asked {
	readonly installationId: InstallationId;
}

/** A librarian answers for the desks; what belongs to an account, and letting in again, is the administrator's. @throws RequestFailure */
async function requirePower({ reader }: OpenDatabase, session: ServerSession, { installationId }: Asked, onlyAdministrator = false): Promise<void> {
	const row = await reader.selectFrom('installation').select('kind').where('school_id', '=', session.schoolId).where('id', '=', installationId).executeTakeFirst();
	const isAdministrator = session.roles.includes('administrator');
	if (!isAdministrator && (onlyAdministrator || !mayUseDesk(session) || (row && row.kind !== 'desk'))) throw new RequestFailure('notAllowed');
	if (!row) throw new RequestFailure('notFound');
}

/** @throws RequestFailure `notAllowed`, `notFound`, `nameTaken` by another live desk */
export async function rename(database: OpenDatabase, session: ServerSession, asked: Asked & { readonly name: string }): Promise<void> {
	await requirePower(database, session, asked);
	await database.write('renameInstallation', { schoolId: session.schoolId, ...asked });
}

/** @throws RequestFailure `notAllowed`, `notFound` */
export async function end(database: OpenDatabase, session: ServerSession, asked: Asked & { readonly why: 'lost' | 'retired' }): Promise<void> {
	await requirePower(database, session, asked);
	await database.write('endInstallation', asked);
}

/** @throws RequestFailure `notAllowed`, `notFound`, `nameTaken` by the desk that took its place */
export async function letIn(database: OpenDatabase, session: ServerSession, asked: Asked): Promise<void> {
	await requirePower(database, session, asked, true);
	await database.write('letInstallationIn', { schoolId: session.schoolId, ...asked });
}
