import { z } from 'zod';
import { idSchema, type CopyId, type LocationId, type TitleId } from '../shared/ids.ts';
import { lowerLevels, upperLevels } from '../reading/levels.ts';
import { apartSchema } from '../shared/apart.ts';
import { calendarDateSchema } from '../shared/calendar-date.ts';

export const materials = ['book', 'comic', 'dvd', 'magazine', 'audiobook', 'game', 'other'] as const;
export type Material = (typeof materials)[number];

const line = z.string().max(500);

export const titleSchema = z.object({
	id: idSchema<TitleId>(),
	title: line.min(1),
	subtitle: line.optional(),
	/** Each as `Surname, First infix`: the sorting form in which catalogues exchange names. */
	authors: z.array(line).max(20).default([]),
	isbns: z.array(z.string().regex(/^97[89]\d{10}$/)).max(40).default([]),
	publisher: line.optional(),
	/** Year of publication; negative before Christ. */
	year: z.number().int().min(-3000).max(2200).optional(),
	language: z.string().max(20).optional(),
	originalLanguage: z.string().max(20).optional(),
	pages: z.number().int().positive().max(20_000).optional(),
	genre: line.optional(),
	/** School subject or theme; the unit of `perSubjectMaximum`. */
	subject: line.optional(),
	series: line.optional(),
	seriesNumber: z.string().max(20).optional(),
	material: z.enum(materials).default('book'),
	audience: line.optional(),
	/** Level on the list of Lezen voor de Lijst for 12 to 15, and on the one for 15 to 18. */
	levelLower: z.enum(lowerLevels).optional(),
	levelUpper: z.enum(upperLevels).optional(),
	siso: z.string().max(40).optional(),
	nur: z.string().max(10).optional(),
	summary: z.string().max(8000).optional(),
	/** Found to be the same as another title: its copies and holds stand there now, and so does whatever still names this one (B11). */
	mergedInto: idSchema<TitleId>().optional(),
	apartFrom: apartSchema(idSchema<TitleId>())
});
export type Title = z.infer<typeof titleSchema>;

export const copyStatuses = ['inService', 'lost', 'withdrawn', 'repair'] as const;
export const loanTypes = ['normal', 'short', 'classSet', 'reference'] as const;
export type LoanType = (typeof loanTypes)[number];

/** Why a copy leaves the collection. A closed list: the catalogue is seen by everybody, and free text names people. */
export const withdrawReasons = ['damaged', 'outdated', 'surplus', 'missing', 'other'] as const;
export type WithdrawReason = (typeof withdrawReasons)[number];

/** Whose plan a copy belongs to: the school's own shelves, or something that goes back one day (B8). */
export const collections = ['own', 'rotating', 'project', 'libraryBox'] as const;
export type CollectionType = (typeof collections)[number];

export const copySchema = z.object({
	id: idSchema<CopyId>(),
	titleId: idSchema<TitleId>(),
	/** What the label says; unique within the school. */
	barcode: z.string().min(1).max(64),
	locationId: idSchema<LocationId>().optional(),
	shelf: line.optional(),
	status: z.enum(copyStatuses).default('inService'),
	/** `reference` is not for loan, `classSet` has a term of its own. */
	loanType: z.enum(loanTypes).default('normal'),
	/** What must come back with it: a CD, a map. */
	looseParts: z.array(line).max(20).optional(),
	acquiredOn: calendarDateSchema.optional(),
	priceCents: z.number().int().nonnegative().optional(),
	/** Who owns it, when that is not the school: a library, a teacher. */
	owner: line.optional(),
	/** Absent: the school's own. */
	collection: z.enum(collections).optional(),
	/** Day on which the whole batch goes back to its owner; no loan runs past it. */
	backOn: calendarDateSchema.optional(),
	/** Read at school only: not to be taken home. */
	inSchoolOnly: z.boolean().optional(),
	/** Why the status is `withdrawn`; absent when it went back to its owner. */
	withdrawnFor: z.enum(withdrawReasons).optional(),
	/** Registered at a desk in a hurry; the catalogue wants completing. */
	provisional: z.boolean().optional()
});
export type Copy = z.infer<typeof copySchema>;
