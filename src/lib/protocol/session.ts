import { z } from 'zod';
import { roles } from '#lib/domain/people/role.ts';
import { idSchema, type AccountId, type InstallationId, type PatronId, type SchoolId } from '#lib/domain/shared/ids.ts';
import { providerPresets } from './provider.ts';

/** `GET /api/start`: what a browser that knows nothing may know. */
export const startSchema = z.object({
	schools: z.array(z.object({ brin: z.string(), name: z.string(), demo: z.boolean(), provider: z.enum(providerPresets).optional() })),
	/** Roles of the demo school that one tap signs in. */
	demo: z.array(z.object({ role: z.enum(roles), name: z.string() })).optional(),
	serverNow: z.number()
});
export type Start = z.infer<typeof startSchema>;

/** `GET /api/session`, and the answer to every way of signing in. */
export const sessionSchema = z.object({
	account: z.object({
		id: idSchema<AccountId>(),
		name: z.string(),
		roles: z.array(z.enum(roles)),
		patronId: idSchema<PatronId>().optional()
	}),
	school: z.object({ id: idSchema<SchoolId>(), brin: z.string(), name: z.string(), demo: z.boolean() }),
	/** Whether this account has a second factor, and whether its school wants it to. Absent: from an older server. */
	secondFactor: z
		.object({
			on: z.boolean(),
			required: z.boolean(),
			/** Comes in through the school's provider only. */
			withoutPassword: z.boolean().optional()
		})
		.optional(),
	expiresAt: z.number()
});
export type Session = z.infer<typeof sessionSchema>;

/** Signed in but for a second factor, which is asked at `POST /api/session/second-factor`. */
export const secondFactorAskedSchema = z.object({ secondFactorAsked: z.literal(true) });
export const signInAnswerSchema = z.union([sessionSchema, secondFactorAskedSchema]);
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

/** `POST /api/session/sign-in` */
export const signInSchema = z.object({
	brin: z.string().max(10),
	name: z.string().min(1).max(100),
	secret: z.string().min(1).max(200)
});

/** `POST /api/session/activate`: a printed one-time code becomes a password or a PIN of six digits or more. */
export const activateSchema = z.object({
	brin: z.string().max(10),
	code: z.string().min(4).max(40),
	secret: z.string().min(6).max(200)
});

/** Answer to an activation: signed in, and the name with which the account signs in from now on. */
export const activatedSchema = sessionSchema.extend({ loginName: z.string() });
export const activateAnswerSchema = z.union([activatedSchema, secondFactorAskedSchema.extend({ loginName: z.string() })]);
export type ActivateAnswer = z.infer<typeof activateAnswerSchema>;
export type Activated = z.infer<typeof activatedSchema>;

/** `POST /api/session/demo` */
export const demoSignInSchema = z.object({ role: z.enum(roles) });

/** `POST /api/installation/register` (needs a session; a desk needs a media librarian). */
export const registerInstallationSchema = z.object({
	kind: z.enum(['desk', 'account']),
	name: z.string().min(1).max(80)
});
export const registeredInstallationSchema = z.object({
	id: idSchema<InstallationId>(),
	/** Secret; travels once. Sent with each push as `Authorization: Installation <id>.<key>`. */
	key: z.string(),
	epoch: z.string(),
	schoolId: idSchema<SchoolId>(),
	name: z.string(),
	serverNow: z.number()
});
export type RegisteredInstallation = z.infer<typeof registeredInstallationSchema>;

/**
 * `POST /api/installation/readmit` (as `join`, with the key): the server was restored from a backup that does not know
 * this installation, and lets it in again under its own id.
 */
export const readmitInstallationSchema = registerInstallationSchema.extend({
	/** Who signed in there before, so that their operations still bear their names. */
	accounts: z.array(idSchema<AccountId>()).max(500)
});

/** `GET /api/installation/people` (needs the installation's key): who signed in there, for switching by PIN. */
export const deskPeopleSchema = z.object({ people: z.array(sessionSchema.shape.account) });
export type DeskPerson = z.infer<typeof sessionSchema>['account'];

/** Body of a request that says everything by who sends it. */
export const nothingAskedSchema = z.object({});
