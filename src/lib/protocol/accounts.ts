import { z } from 'zod';
import { roles } from '#lib/domain/people/role.ts';
import { idSchema, type AccountId, type HomeClassId, type InstallationId, type PatronId } from '#lib/domain/shared/ids.ts';

const accountId = idSchema<AccountId>();
const installationId = idSchema<InstallationId>();
/** Somebody with no role could do nothing. */
const someRoles = z.array(z.enum(roles)).min(1).max(roles.length);

/** `GET /api/accounts` (needs a media librarian or administrator): who signs in at this school, and on what. */
export const accountsSchema = z.object({
	/** Open accounts that are more than a pupil's. */
	staff: z.array(z.object({ id: accountId, name: z.string(), loginName: z.string(), roles: z.array(z.enum(roles)), secondFactor: z.boolean() })),
	/** Roles that need a second factor here. */
	secondFactorRoles: z.array(z.enum(roles)),
	/** How many of a class's people have an account already. */
	classes: z.array(z.object({ id: idSchema<HomeClassId>(), name: z.string(), patrons: z.number(), accounts: z.number() })),
	/** Desks and accounts' own browsers that were not revoked; `pending` as they last told. */
	installations: z.array(
		z.object({
			id: installationId,
			name: z.string(),
			kind: z.enum(['desk', 'account']),
			lastContact: z.number().nullable(),
			pending: z.number().nullable()
		})
	)
});
export type Accounts = z.infer<typeof accountsSchema>;

/** `POST /api/accounts/codes` (the office; a teacher for one pupil of theirs): a class, one patron, an account that needs a new secret, or somebody new. */
export const codesAskedSchema = z.union([
	z.strictObject({ homeClassId: idSchema<HomeClassId>() }),
	z.strictObject({ patronId: idSchema<PatronId>() }),
	z.strictObject({ accountId }),
	z.strictObject({ displayName: z.string().trim().min(1).max(100), roles: someRoles })
]);
export type CodesAsked = z.infer<typeof codesAskedSchema>;

export const codesMadeSchema = z.object({
	/** Shown once: the server keeps hashes only. */
	codes: z.array(z.object({ code: z.string(), displayName: z.string(), renews: z.boolean() })),
	expiresAt: z.number()
});
export type CodesMade = z.infer<typeof codesMadeSchema>;

/** `POST /api/accounts/roles` */
export const rolesAskedSchema = z.object({ accountId, roles: someRoles });
/** `POST /api/accounts/close` */
export const closeAskedSchema = z.object({ accountId });
/** `POST /api/accounts/revoke` (administrators) */
export const revokeAskedSchema = z.object({ installationId });

/** `POST /api/session/password`: one's own. */
export const passwordAskedSchema = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });
