import { z } from 'zod';
import { idSchema, type PatronId } from '#lib/domain/shared/ids.ts';
import { calendarDateSchema } from '#lib/domain/shared/calendar-date.ts';

/** `POST /api/privacy/known` and `/api/privacy/forget`: about whom. */
export const aboutPatronSchema = z.strictObject({ patronId: idSchema<PatronId>() });

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * Everything that is known about one person, kind by kind, as rows of fields. Names of kinds and fields are codes;
 * instants are milliseconds in fields that end in `At`, calendar dates stand in fields that end in `On`.
 */
export const knownSchema = z.object({
	patronId: idSchema<PatronId>(),
	at: z.number(),
	parts: z.array(z.object({ kind: z.string(), rows: z.array(z.record(z.string(), value)) })),
	/** What stands in the way of forgetting this person now; all 0: nothing. */
	needs: z.object({ loans: z.number(), cents: z.number(), staff: z.number() })
});
export type Known = z.infer<typeof knownSchema>;

/** `GET /api/privacy/retention` tells what would be taken off now, `POST` does it and tells what was. */
export const retentionPreviewSchema = z.object({
	/** What ended before this day no longer says whose it was. */
	since: calendarDateSchema,
	loans: z.number(),
	holds: z.number(),
	incidents: z.number()
});
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;
