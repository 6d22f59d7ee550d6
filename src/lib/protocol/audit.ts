import { z } from 'zod';
import { idSchema, type CopyId, type InstallationId, type PatronId } from '#lib/domain/shared/ids.ts';

/** `POST /api/audit`: what happened to one copy or patron, or on one installation; newest first. */
export const auditAskedSchema = z.strictObject({
	about: z.union([
		z.strictObject({ copyId: idSchema<CopyId>() }),
		z.strictObject({ patronId: idSchema<PatronId>() }),
		z.strictObject({ installationId: idSchema<InstallationId>() })
	]),
	/** Goes on below this number; absent: from the newest. */
	before: z.number().int().optional()
});
export type AuditAsked = z.infer<typeof auditAskedSchema>;

/** Entries in one answer. */
export const auditPage = 50;

const fact = z.union([z.string(), z.number()]);

export const auditSchema = z.object({
	entries: z.array(
		z.object({
			id: z.string(),
			seq: z.number(),
			type: z.string(),
			/** Who, by name; absent: an account that is no longer there. */
			actor: z.string().optional(),
			installation: z.string(),
			happenedAt: z.number(),
			receivedAt: z.number(),
			/** Milliseconds by which the device's clock was corrected. */
			correction: z.number(),
			certain: z.boolean(),
			status: z.enum(['accepted', 'refused', 'quarantined']),
			codes: z.array(z.string()),
			/** The ids that the sentence about it needs. */
			names: z.record(z.string(), fact),
			/** Retention or forgetting took out what it said. */
			blanked: z.boolean()
		})
	),
	/** Where the next page begins; absent: this was the last. */
	next: z.number().optional()
});
export type Audit = z.infer<typeof auditSchema>;
