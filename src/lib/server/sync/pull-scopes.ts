import { isDeskStaff } from '#lib/domain/people/role.ts';
import { scopes, type Scope } from '#lib/protocol/scopes.ts';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import type { InstallationRow } from './installations.ts';

/** Whether this account may fetch for this installation. @throws RequestFailure saying why not */
export function requireOwnInstallation(session: ServerSession, installation: InstallationRow | undefined): InstallationRow {
	if (!installation) throw new RequestFailure('unknownInstallation');
	if (installation.school_id !== session.schoolId) throw new RequestFailure('wrongSchool');
	if (installation.revoked_at !== null) throw new RequestFailure('revokedInstallation');
	const own = installation.kind === 'desk' ? isDeskStaff(session) : installation.account_id === session.accountId;
	if (!own) throw new RequestFailure('notAllowed');
	return installation;
}

/** What this installation may hold while this account is signed in; worked out anew at each pull. */
export function pullScopes(session: ServerSession, installation: InstallationRow): Scope[] {
	const own = scopes.installation(installation.id as InstallationId);
	const everyone = [scopes.catalogue(session.schoolId), scopes.availability(session.schoolId)];
	if (installation.kind === 'desk') return [...everyone, scopes.desk(session.schoolId), own];
	return session.patronId === undefined ? [...everyone, own] : [...everyone, scopes.patron(session.patronId), own];
}
