import { z } from 'zod';
import { idSchema, type AccountId } from '#lib/domain/shared/ids.ts';

export const clockReadingSchema = z.object({
	wall: z.number(),
	monotonic: z.number(),
	session: z.string().max(80),
	offset: z.number().optional()
});

/** One operation as it stands in an outbox and crosses the wire. `payload` is checked by the operation's own schema. */
export const operationSchema = z.object({
	/** 1, 2, 3 … within one installation, without gaps. */
	n: z.number().int().positive(),
	type: z.string().max(60),
	v: z.number().int().positive(),
	actor: idSchema<AccountId>(),
	payload: z.unknown(),
	clock: clockReadingSchema,
	/** Operations of one act: shown and undone together. */
	group: z.string().max(80).optional()
});
export type Operation = z.infer<typeof operationSchema>;
