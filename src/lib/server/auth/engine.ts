import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import { Kysely } from 'kysely';
import type { OpenDatabase } from '../db/open.ts';
import { openSession } from './open-session.ts';
import { WriterDialect } from './writer-dialect.ts';

const day = 86_400;
/** Desks and phones stay signed in over a holiday of three weeks; each day of use starts the period anew. */
const sessionSeconds = 30 * day;
/** How long a browser that showed a second factor is not asked again. */
const trustedSeconds = 30 * day;
const longestSecret = 200;
/** `12ab/` and a login name. */
const longestUsername = 80;

/**
 * better-auth over the server's own tables: passwords, sessions and cookies are its work, names and limits are ours.
 * Its own HTTP routes are not reachable; the endpoints of this server call `engine.api`.
 * @param secure whether its cookies travel over https only
 */
export function createEngine(database: OpenDatabase, secret: string, secure: boolean) {
	return betterAuth({
		appName: 'Mediatheek',
		// No address is built from it: nothing is mailed and nobody is redirected.
		baseURL: secure ? 'https://localhost' : 'http://localhost',
		secret,
		database:
			database.dialect === 'postgres'
				? { db: database.reader, type: 'postgres' }
				: { db: new Kysely({ dialect: new WriterDialect(database) }), type: 'sqlite' },
		user: { modelName: 'login' },
		account: { modelName: 'credential', fields: { userId: 'loginId' } },
		session: { modelName: 'login_session', fields: { userId: 'loginId' }, expiresIn: sessionSeconds, updateAge: day },
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 6, maxPasswordLength: longestSecret },
		// Counted by account and by code instead: a whole class comes from one address.
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: { level: 'error' },
		advanced: { useSecureCookies: secure, cookiePrefix: 'mediatheek', ipAddress: { disableIpTracking: true } },
		plugins: [
			username({
				displayUsername: false,
				minUsernameLength: 1,
				maxUsernameLength: longestUsername,
				usernameValidator: (name) => /^[a-z0-9]+\/[a-z0-9._-]+$/.test(name)
			}),
			openSession(),
			twoFactor({
				issuer: 'Mediatheek',
				trustDeviceMaxAge: trustedSeconds,
				// Who came in through the school's own provider has no password here.
				allowPasswordless: true,
				twoFactorTable: 'second_factor',
				schema: { twoFactor: { fields: { userId: 'loginId' } } }
			})
		]
	});
}

export type Engine = ReturnType<typeof createEngine>;
