import type { Role } from '#lib/domain/people/role.ts';
import { session, type SessionResult } from '#lib/client/state/session.svelte.ts';
import { ownHomePath, type HomePath } from '../home-path.ts';

export type Entered = { ok: true; path: HomePath | '/device' | '/account/second-factor' } | Extract<SessionResult, { ok: false }>;

/**
 * Starts what belongs to the person who has just signed in and says which page is next: the desk this device is
 * already, the registration of one, or the own account.
 */
export async function afterSignIn(): Promise<Entered> {
	const { signedIn, installation } = session;
	if (!signedIn) return { ok: false, failure: 'signInNeeded' };
	// Nothing else is answered before: the school wants it so.
	if (signedIn.secondFactor?.required && !signedIn.secondFactor.on) return { ok: true, path: '/account/second-factor' };
	if (!isDeskRole(signedIn.account.roles)) return withPath(await session.useAccount(), ownHomePath(signedIn.account.roles));
	if (installation?.kind === 'desk' && installation.schoolId === signedIn.school.id) return { ok: true, path: '/desk' };
	const desk = session.installations.find((each) => each.kind === 'desk' && each.schoolId === signedIn.school.id);
	if (!desk) return { ok: true, path: '/device' };
	return withPath(await session.useDesk(desk.id), '/desk');
}

function withPath(result: SessionResult, path: HomePath): Entered {
	return result.ok ? { ok: true, path } : result;
}

function isDeskRole(roles: readonly Role[]): boolean {
	return roles.includes('mediaLibrarian') || roles.includes('administrator');
}
