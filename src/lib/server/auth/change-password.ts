import { APIError } from 'better-auth/api';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import type { Auth, Visit } from './auth.ts';
import { isStaff } from './create-account.ts';
import { countOrLock } from './limits.ts';
import { weaknessOf } from './secret-strength.ts';

/**
 * One's own password or PIN, by who knows the present one; other browsers must sign in again.
 * @returns the cookies of the session that goes on here
 * @throws RequestFailure `weakSecret` (with `weakness`), `locked`, `wrongCredentials`
 */
export async function changePassword(
	auth: Auth,
	session: ServerSession,
	asked: { readonly current: string; readonly next: string },
	visit: Visit
): Promise<readonly string[]> {
	const { reader, write } = auth.database;
	const account = await reader.selectFrom('account').selectAll().where('id', '=', session.accountId).executeTakeFirstOrThrow();
	const weakness = weaknessOf(asked.next, { staff: isStaff(session.roles), names: [account.name, account.display_name] });
	if (weakness) throw new RequestFailure('weakSecret', { weakness });
	const attempted = { kind: 'name', of: `${session.schoolId}/${account.name}` } as const;
	await countOrLock(auth.database, attempted);
	try {
		const body = { currentPassword: asked.current, newPassword: asked.next, revokeOtherSessions: true };
		const { headers } = await auth.engineFor(visit.secure).api.changePassword({ body, headers: visit.headers, returnHeaders: true });
		await write('forgetAttempts', attempted);
		return headers.getSetCookie();
	} catch (error) {
		if (error instanceof APIError) throw new RequestFailure('wrongCredentials');
		throw error;
	}
}
