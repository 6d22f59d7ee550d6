import { z } from 'zod';
import { idSchema, type InstallationId } from '#lib/domain/shared/ids.ts';
import { clockReadingSchema, operationSchema } from './operation.ts';

/** Raised when a client of the old shape could no longer be understood. */
export const protocolVersion = 1;
/** Versions a server still understands: a tablet that slept all summer comes back with last year's. */
export const acceptedProtocols: readonly number[] = [1];

/** Limits of one push (sync.md, Push). */
export const pushLimit = { operations: 100, bytes: 256 * 1024 } as const;
/** Rows in one answer to a pull; an answer may exceed it to keep one `seq` whole. */
export const pullLimit = 4000;

export const pushRequestSchema = z.object({
	proto: z.number().int(),
	build: z.string().max(80),
	epoch: z.string().max(80),
	installation: idSchema<InstallationId>(),
	sent: clockReadingSchema,
	/** Lowest number that the installation still holds, sent or not: what is lower exists nowhere else. */
	oldestN: z.number().int().positive().optional(),
	/** Highest number it has given out, so that a loss can be proved. */
	maxN: z.number().int().nonnegative().optional(),
	operations: z.array(operationSchema).max(pushLimit.operations)
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pushResponseSchema = z.object({ epoch: z.string(), lastN: z.number().int(), serverNow: z.number() });
export type PushResponse = z.infer<typeof pushResponseSchema>;

const cursor = z.number().int().nonnegative().nullable();

export const pullRequestSchema = z.object({
	proto: z.number().int(),
	epoch: z.string().max(80).nullable(),
	installation: idSchema<InstallationId>(),
	/** Last `seq` held of each scope; `null` or absent: nothing yet. */
	cursors: z.record(z.string().max(120), cursor),
	/** What the installation says of itself, so that a loss can be proved. */
	report: z.object({
		pending: z.number().int().nonnegative(),
		maxN: z.number().int().nonnegative(),
		oldestPending: z.number().optional(),
		persisted: z.boolean().optional(),
		quota: z.number().optional(),
		build: z.string().max(80).optional()
	})
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** One row of one scope, as short as it can be: `k` kind, `s` seq, `b` body, `d` deleted. */
export const wireRowSchema = z.object({
	k: z.string().max(40),
	id: z.string().max(240),
	s: z.number().int(),
	b: z.unknown().optional(),
	d: z.literal(true).optional()
});
export type WireRow = z.infer<typeof wireRowSchema>;

export const pullResponseSchema = z.object({
	epoch: z.string(),
	scopes: z.array(
		z.object({
			id: z.string(),
			from: cursor,
			to: z.number().int(),
			more: z.boolean(),
			rows: z.array(wireRowSchema),
			/** A scope held elsewhere: fetch its snapshot, then pull from the snapshot's `seq`. */
			snapshot: z.boolean().optional()
		})
	),
	serverNow: z.number()
});
export type PullResponse = z.infer<typeof pullResponseSchema>;

/** Pages of one scope as of `seq`; each page is gzip of newline-separated wire rows, named by the hash of its rows. */
export const snapshotManifestSchema = z.object({
	epoch: z.string(),
	scope: z.string(),
	seq: z.number().int(),
	schema: z.number().int(),
	pages: z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), rows: z.number().int(), bytes: z.number().int() })),
	serverNow: z.number()
});
export type SnapshotManifest = z.infer<typeof snapshotManifestSchema>;
