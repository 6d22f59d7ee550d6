import { z } from 'zod';
import { idSchema, type InstallationId } from '#lib/domain/shared/ids.ts';

const instant = z.number().nullable();

/** `GET /api/installations` (desk staff): every browser that lends or follows for this school, and what it said of itself. */
export const installationsSchema = z.object({
	installations: z.array(
		z.object({
			id: idSchema<InstallationId>(),
			name: z.string(),
			kind: z.enum(['desk', 'account']),
			registeredAt: z.number(),
			lastContact: instant,
			/** Version of the app; `null`: never told. */
			build: z.string().nullable(),
			/** Its operations up to this number are on the server. */
			lastN: z.number().int(),
			/** Highest number that it said it had given out. */
			maxN: z.number().int(),
			/** When the oldest operation it had not sent was made, as it last said. */
			oldestPending: instant,
			/** Whether its browser promised to keep the data; `null`: it cannot say. */
			persisted: z.boolean().nullable(),
			/** Free space in bytes. */
			free: z.number().nullable(),
			/** Server minus device clock, milliseconds. */
			clockOffset: z.number().nullable(),
			endedAt: instant,
			endedWhy: z.enum(['lost', 'retired']).nullable(),
			/** Numbers that exist nowhere any more, from and to included. */
			gaps: z.array(z.object({ from: z.number().int(), to: z.number().int() }))
		})
	)
});
export type Installations = z.infer<typeof installationsSchema>;

/** `POST /api/installations/rename` */
export const renameAskedSchema = z.object({ installationId: idSchema<InstallationId>(), name: z.string().trim().min(1).max(80) });
/** `POST /api/installations/end`: its key opens nothing any more, and what it still sends is set aside. */
export const endAskedSchema = z.object({ installationId: idSchema<InstallationId>(), why: z.enum(['lost', 'retired']) });
/** `POST /api/installations/let-in`: one that was ended is found, and works again. */
export const letInAskedSchema = z.object({ installationId: idSchema<InstallationId>() });
