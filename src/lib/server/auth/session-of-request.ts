import { APIError } from 'better-auth/api';
import type { AccountId } from '#lib/domain/shared/ids.ts';
import type { ServerSession } from '../session.ts';
import { findServerSession } from './accounts.ts';
import type { Auth, Visit } from './auth.ts';

export interface RequestSession {
	readonly session: ServerSession | undefined;
	/** A session in use begins its period anew once a day; one that ended is taken away. */
	readonly cookies: readonly string[];
}

/** Whether a request bears a session cookie at all: most do not need the database to know. */
export function hasSessionCookie(headers: Headers): boolean {
	return headers.get('cookie')?.includes('mediatheek.session_token=') ?? false;
}

/** Who asks, by the session cookie. */
export async function readSession(auth: Auth, visit: Visit): Promise<RequestSession> {
	if (!hasSessionCookie(visit.headers)) return { session: undefined, cookies: [] };
	try {
		const { headers, response } = await auth.engineFor(visit.secure).api.getSession({ headers: visit.headers, returnHeaders: true });
		const session =
			response && (await findServerSession(auth.database.reader, response.user.id as AccountId, response.session.expiresAt.getTime()));
		return { session: session ?? undefined, cookies: headers.getSetCookie() };
	} catch (error) {
		// Two requests of one browser may both try to renew a session that a third has ended.
		if (error instanceof APIError && error.statusCode === 401) return { session: undefined, cookies: [] };
		throw error;
	}
}
