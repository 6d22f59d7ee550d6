import { z } from 'zod';
import { idSchema, type InstallationId, type SchoolId } from '#lib/domain/shared/ids.ts';
import { clockReadingSchema, operationSchema } from './operation.ts';

/** Raised when an older server could not read the file any more. */
export const outboxFileVersion = 1;
/** How such a file begins, also when the rest was cut off. */
export const outboxFileFormat = 'mediatheek-outbox';

/**
 * The work of one installation as a file (Y7). `content` is the text that was proved; reading it as JSON comes after.
 * `proof`: HMAC-SHA256 of `content`, hexadecimal, under the SHA-256 (hexadecimal text) of the installation's key, which
 * is what the server keeps of that key. Nobody else can make one, and none can be changed.
 */
export const outboxFileSchema = z.object({
	format: z.literal(outboxFileFormat),
	v: z.number().int().positive(),
	content: z.string(),
	proof: z.string().regex(/^[0-9a-f]{64}$/)
});
export type OutboxFile = z.infer<typeof outboxFileSchema>;

export const outboxContentSchema = z.object({
	schoolId: idSchema<SchoolId>(),
	schoolName: z.string(),
	installation: idSchema<InstallationId>(),
	name: z.string(),
	build: z.string().max(80),
	/** The device's clock when the file was made. */
	sent: clockReadingSchema,
	/** Everything the installation still holds, sent or not, in order of `n`. */
	operations: z.array(operationSchema)
});
export type OutboxContent = z.infer<typeof outboxContentSchema>;

/** Why a file was not taken in; nothing was changed. */
export const outboxFileTroubles = ['notOurFile', 'damaged', 'newerFile', 'otherSchool', 'unknownInstallation', 'operationChanged'] as const;
export type OutboxFileTrouble = (typeof outboxFileTroubles)[number];

/** Largest file, in bytes: about 60 days of a busy desk. */
export const largestOutboxFile = 32 * 1024 * 1024;

/** Answer to `POST /api/installations/take-in` (the file is the body). */
export const takeInAnswerSchema = z.union([
	z.object({ trouble: z.enum(outboxFileTroubles) }),
	z.object({
		/** Of the installation whose work it is. */
		name: z.string(),
		/** Operations the server had not. */
		taken: z.number().int(),
		/** Operations it had already. */
		known: z.number().int(),
		/** Of those taken, how many wait for a record or a person. */
		setAside: z.number().int()
	})
]);
export type TakeInAnswer = z.infer<typeof takeInAnswerSchema>;
