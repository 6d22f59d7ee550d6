import { z } from 'zod';
import { roles } from '#lib/domain/people/role.ts';
import { idSchema, type AccountId } from '#lib/domain/shared/ids.ts';

/** Six digits of an app, or a code on paper. */
const code = z.string().trim().min(4).max(40);
const password = z.string().max(200);

/** `POST /api/session/second-factor`: the answer to the question that a sign-in ended in. */
export const secondFactorAnswerSchema = z.object({
	code,
	kind: z.enum(['app', 'paper']),
	/** Do not ask this browser again for 30 days. */
	trust: z.boolean()
});

/** `POST /api/second-factor/begin`, `/end` and `/codes`: one's own, by who knows the password. */
export const secondFactorPasswordSchema = z.object({ password });
export const secondFactorBegunSchema = z.object({
	/** `otpauth://…`, for the QR code. */
	uri: z.string(),
	/** Shown once. */
	backupCodes: z.array(z.string())
});
export type SecondFactorBegun = z.infer<typeof secondFactorBegunSchema>;
export const backupCodesSchema = secondFactorBegunSchema.pick({ backupCodes: true });

/** `POST /api/second-factor/confirm` */
export const secondFactorConfirmSchema = z.object({ code });

/** `POST /api/accounts/second-factor` (administrators): somebody lost phone and paper. */
export const secondFactorResetSchema = z.object({ accountId: idSchema<AccountId>() });
/** `POST /api/accounts/second-factor/roles` (administrators): who needs one. */
export const secondFactorRolesSchema = z.object({ roles: z.array(z.enum(roles)).max(roles.length) });
