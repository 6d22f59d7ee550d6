import { z } from 'zod';
import { idSchema, type PatronId } from '../shared/ids.ts';

/** Pixels: enough to compare with a face across a counter, and small enough that a school's faces fit in every desk. */
export const photoSize = { width: 240, height: 320 } as const;
/** Signs of a picture as text; about 12 kB. */
export const longestPicture = 16_000;

/** JPEG or WebP, and nothing that only calls itself so. */
export const pictureSchema = z
	.string()
	.max(longestPicture)
	.regex(/^data:image\/(?:jpeg;base64,\/9j\/|webp;base64,UklGR)[A-Za-z0-9+/]*={0,2}$/);

export const photoSchema = z.object({
	/** The patron's. */
	id: idSchema<PatronId>(),
	/** `null`: taken away. */
	picture: pictureSchema.nullable(),
	/** When this was said; an older word that comes later changes nothing. */
	at: z.number()
});
export type Photo = z.infer<typeof photoSchema>;
