import { z } from 'zod';
import { apartSchema } from '../shared/apart.ts';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type HomeClassId, type PatronId } from '../shared/ids.ts';

export const patronCategories = ['pupil', 'teacher', 'staff'] as const;
export type PatronCategory = (typeof patronCategories)[number];

export const tracks = ['pro', 'vmbo-b', 'vmbo-k', 'vmbo-gt', 'havo', 'vwo'] as const;
export type Track = (typeof tracks)[number];

const name = z.string().max(200);

export const patronSchema = z.object({
	id: idSchema<PatronId>(),
	givenName: name,
	/** Tussenvoegsel: `van der`. */
	infix: name.optional(),
	familyName: name,
	category: z.enum(patronCategories).default('pupil'),
	/** Kept as text: `001234` and `1234` are two people until the school says otherwise. */
	pupilNumber: z.string().max(40).optional(),
	homeClassId: idSchema<HomeClassId>().optional(),
	/** A reason typed by staff; lending asks for an override while it stands. */
	blocked: z.string().max(500).optional(),
	/** Something to say when this patron comes to the desk. */
	attention: z.string().max(500).optional(),
	leftOn: calendarDateSchema.optional(),
	/** Added at a desk, not known to the roster yet. */
	provisional: z.boolean().optional(),
	/** Whom letters and bills about a minor go to. The desk alone sees these. */
	guardianName: name.optional(),
	/** Street and house number. */
	guardianStreet: name.optional(),
	guardianPostcode: z.string().max(20).optional(),
	guardianCity: name.optional(),
	guardianEmail: z.email().max(254).optional(),
	apartFrom: apartSchema(idSchema<PatronId>())
});
export type Patron = z.infer<typeof patronSchema>;

export const homeClassSchema = z.object({
	id: idSchema<HomeClassId>(),
	name: z.string().min(1).max(60),
	yearLayer: z.number().int().min(1).max(6).optional(),
	/** A class can sit in several tracks at once (`2hv3`). */
	tracks: z.array(z.enum(tracks)).default([]),
	schoolYear: z.string().max(20).optional()
});
export type HomeClass = z.infer<typeof homeClassSchema>;

export const cardSchema = z.object({
	/** The number as scanned, after the school's normalisation; unique within the school. */
	id: z.string().min(1).max(64),
	patronId: idSchema<PatronId>(),
	/** See `OfPatron` in people/patron-merge.ts. */
	recordedFor: idSchema<PatronId>().optional(),
	/** A lost or replaced card still leads to its patron, with a warning. */
	status: z.enum(['active', 'lost', 'replaced']).default('active')
});
export type Card = z.infer<typeof cardSchema>;
