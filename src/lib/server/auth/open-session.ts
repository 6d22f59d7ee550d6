import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** Opens a session for an account that has proved itself in another way: by a printed code, or in the demo school. */
export function openSession() {
	return {
		id: 'open-session',
		endpoints: {
			openSession: createAuthEndpoint(
				// The two-factor plugin asks for a second factor after the sign-ins it knows by their path, and this is one.
				'/sign-in/phone-number',
				{ method: 'POST', body: z.object({ accountId: z.string() }), metadata: { SERVER_ONLY: true } },
				async (ctx) => {
					const login = await ctx.context.internalAdapter.findUserById(ctx.body.accountId);
					if (!login) throw new APIError('UNAUTHORIZED');
					const session = await ctx.context.internalAdapter.createSession(login.id);
					await setSessionCookie(ctx, { session, user: login });
					return { token: session.token };
				}
			)
		}
	} satisfies BetterAuthPlugin;
}
