import { z } from 'zod';

/** Where a school's people sign in already. */
export const providerPresets = ['entree', 'microsoft', 'google', 'other'] as const;
export type ProviderPreset = (typeof providerPresets)[number];

export const providerSettingsSchema = z.object({
	preset: z.enum(providerPresets),
	/** As the provider's own discovery document says it, without a slash at the end. */
	issuer: z.url({ protocol: /^https?$/ }).max(300).transform((url) => url.replace(/\/+$/, '')),
	clientId: z.string().trim().min(1).max(300),
	/** Google: the school's own domain; others: what `organisationClaim` must say. Entree: the BRIN of the school, always. */
	organisation: z.string().trim().max(200).optional(),
	organisationClaim: z.string().trim().max(100).optional()
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

/** `POST /api/accounts/provider` (administrators). */
export const providerAskedSchema = z.object({
	settings: providerSettingsSchema,
	/** Absent: as it was. It never travels back. */
	clientSecret: z.string().min(1).max(500).optional()
});

/** `GET /api/accounts/provider` (administrators). */
export const providerSchema = z.object({
	settings: providerSettingsSchema.nullable(),
	hasSecret: z.boolean(),
	/** What the provider must know as the address to come back to. */
	redirectUri: z.string(),
	/** Accounts that are linked. */
	linked: z.number()
});
export type Provider = z.infer<typeof providerSchema>;

/** `GET /api/session/provider`: whether the signed-in account is linked. */
export const ownProviderSchema = z.object({ preset: z.enum(providerPresets).nullable(), linked: z.boolean() });

/** `POST /api/session/provider/link`: a printed code says who it is, the first time. */
export const linkAskedSchema = z.object({ code: z.string().min(4).max(40) });

/** Why signing in at the provider came to nothing; stands in the address of the sign-in page. */
export const providerTroubles = ['denied', 'expired', 'mismatch', 'otherSchool', 'unreachable', 'refused'] as const;
export type ProviderTrouble = (typeof providerTroubles)[number];
