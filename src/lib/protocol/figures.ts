import { z } from 'zod';
import { tracks } from '#lib/domain/people/patron.ts';

/** One row of a table of totals. `null`: too few people to show where the reader of the table stands outside the school. */
const figureLineSchema = z.object({
	/** A year layer, a set of tracks, a class. */
	key: z.string(),
	label: z.string(),
	tracks: z.array(z.enum(tracks)).optional(),
	pupils: z.number().nullable(),
	/** Pupils who borrowed anything in the period. */
	readers: z.number().nullable(),
	loans: z.number().nullable()
});
export type FigureLine = z.infer<typeof figureLineSchema>;

/** How one group stands in a programme. `null`: too few people to show outside the school. */
const participationLineSchema = z.object({
	key: z.string(),
	label: z.string(),
	tracks: z.array(z.enum(tracks)).optional(),
	invited: z.number().nullable(),
	takingPart: z.number().nullable(),
	done: z.number().nullable()
});
export type ParticipationLine = z.infer<typeof participationLineSchema>;

/** Of one programme: the whole school, and the groups that are invited to it. */
const programmeFiguresSchema = participationLineSchema.omit({ key: true, label: true, tracks: true }).extend({
	id: z.string(),
	name: z.string(),
	yearLayers: z.array(participationLineSchema).default([]),
	tracks: z.array(participationLineSchema).default([]),
	/** Not for whoever stands outside. */
	classes: z.array(participationLineSchema).default([])
});
export type ProgrammeFigures = z.infer<typeof programmeFiguresSchema>;

/** `GET /api/figures` (media librarian, administrator, school leader, consultant): what a school counts of one school year so far. */
export const figuresSchema = z.object({
	schoolYear: z.string(),
	/** True for whoever stands outside the school: small groups are left out, also where they would follow from the rest. */
	outside: z.boolean(),
	total: figureLineSchema,
	yearLayers: z.array(figureLineSchema),
	tracks: z.array(figureLineSchema),
	/** Not for whoever stands outside. */
	classes: z.array(figureLineSchema),
	/** Loans by calendar month, oldest first. */
	months: z.array(z.object({ month: z.string(), loans: z.number() })),
	programmes: z.array(programmeFiguresSchema),
	/** Lessons in digital literacy by strand. */
	lessons: z.array(z.object({ strand: z.string(), lessons: z.number(), minutes: z.number() }))
});
export type Figures = z.infer<typeof figuresSchema>;
