import type { RegisteredInstallation } from '#lib/protocol/session.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { findInstallation, hashKey, readAuthorization } from '../sync/installations.ts';
import type { AccountId, InstallationId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import { mayUseDesk } from './installations.ts';
import { newInstallationKey, requireInstallation } from './installation-key.ts';

/** Makes this browser an installation of the signed-in account, or of the school's desk. @throws RequestFailure `notAllowed`, `nameTaken` */
export async function register(
	database: OpenDatabase,
	session: ServerSession,
	asked: { readonly kind: 'desk' | 'account'; readonly name: string }
): Promise<RegisteredInstallation> {
	if (asked.kind === 'desk' && !mayUseDesk(session)) throw new RequestFailure('notAllowed');
	const name = asked.name.trim();
	if (name === '') throw new RequestFailure('badRequest', { field: 'name' });
	const key = newInstallationKey();
	const { schoolId, accountId } = session;
	const id = await database.write('registerInstallation', { schoolId, accountId, kind: asked.kind, name, keyHash: hashKey(key) });
	return { id, key, epoch: database.epoch, schoolId, name, serverNow: database.clock() };
}

/**
 * The signed-in account works here from now on.
 * @throws RequestFailure `unknownInstallation`, `revokedInstallation`, `wrongSchool`, `notAllowed`
 */
export async function join(database: OpenDatabase, session: ServerSession, authorization: string | null): Promise<void> {
	const { installation } = await requireInstallation(database.reader, authorization);
	if (installation.school_id !== session.schoolId) throw new RequestFailure('wrongSchool');
	const allowed = installation.kind === 'desk' ? mayUseDesk(session) : installation.account_id === session.accountId;
	if (!allowed) throw new RequestFailure('notAllowed');
	await database.write('joinInstallation', { installationId: installation.id as InstallationId, accountId: session.accountId });
}

/**
 * Lets an installation in again that a restored backup does not know, under its own id and key. Whoever may register
 * one may do this; one that is known only proves its key.
 * @throws RequestFailure `unknownInstallation`, `revokedInstallation`, `wrongSchool`, `notAllowed`, `badRequest`
 */
export async function readmit(
	database: OpenDatabase,
	session: ServerSession,
	authorization: string | null,
	asked: { readonly kind: 'desk' | 'account'; readonly name: string; readonly accounts: readonly AccountId[] }
): Promise<void> {
	const given = readAuthorization(authorization);
	if (!given) throw new RequestFailure('unknownInstallation');
	if (await findInstallation(database.reader, given.id)) return join(database, session, authorization);
	if (asked.kind === 'desk' && !mayUseDesk(session)) throw new RequestFailure('notAllowed');
	const name = asked.name.trim();
	if (name === '' || !/^[0-9a-f-]{36}$/.test(given.id)) throw new RequestFailure('badRequest', { field: 'id' });
	const { schoolId, accountId } = session;
	const accounts = asked.kind === 'desk' ? asked.accounts : [];
	await database.write('readmitInstallation', { id: given.id, schoolId, accountId, kind: asked.kind, name, keyHash: hashKey(given.key), accounts });
}

/**
 * Ends an installation: its key opens nothing any more. The key alone is enough for one of an account (that is signing out);
 * a desk belongs to the school, so somebody who may use it must be signed in.
 * @throws RequestFailure `unknownInstallation`, `revokedInstallation`, `signInNeeded`, `wrongSchool`, `notAllowed`
 */
export async function retire(database: OpenDatabase, session: ServerSession | undefined, authorization: string | null): Promise<void> {
	const { installation } = await requireInstallation(database.reader, authorization);
	if (installation.kind === 'desk') {
		if (!session) throw new RequestFailure('signInNeeded');
		if (installation.school_id !== session.schoolId) throw new RequestFailure('wrongSchool');
		if (!mayUseDesk(session)) throw new RequestFailure('notAllowed');
	}
	await database.write('retireInstallation', { installationId: installation.id as InstallationId });
}
