import { z } from 'zod';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type HomeClassId, type LocationId, type SchoolId } from '../shared/ids.ts';
import { loanTypes, materials } from '../catalogue/title.ts';
import { coverAddressSchema } from '../catalogue/cover-address.ts';
import { lookUpSourceSchema } from '../catalogue/look-up-source.ts';
import { listRuleSchema } from '../reading/list-rule.ts';
import { patronCategories } from '../people/patron.ts';
import { scanningSchema } from './scanning.ts';

export const closurePeriodSchema = z.object({
	name: z.string().max(100),
	/** First and last closed day, both included. */
	from: calendarDateSchema,
	to: calendarDateSchema
});
export type ClosurePeriod = z.infer<typeof closurePeriodSchema>;

/** One line of the rule matrix (C4). An absent condition matches everything. */
export const loanTermSchema = z.object({
	material: z.enum(materials).optional(),
	loanType: z.enum(loanTypes).optional(),
	patronCategory: z.enum(patronCategories).optional(),
	locationId: idSchema<LocationId>().optional(),
	days: z.number().int().min(1).max(400),
	renewals: z.number().int().min(0).max(20),
	renewalDays: z.number().int().min(1).max(400)
});
export type LoanTerm = z.infer<typeof loanTermSchema>;

export const finalReturnDateSchema = z.object({
	on: calendarDateSchema,
	/** Absent: the whole school. */
	yearLayer: z.number().int().optional(),
	homeClassId: idSchema<HomeClassId>().optional()
});
export type FinalReturnDate = z.infer<typeof finalReturnDateSchema>;

export const fineRuleSchema = z.object({
	/** Cents for each school day too late; weekends and closure periods are not counted. */
	perSchoolDayCents: z.number().int().nonnegative(),
	perMaterialCents: z.partialRecord(z.enum(materials), z.number().int().nonnegative()).default({}),
	capCents: z.number().int().positive().optional(),
	/** An open fine above this amount asks for an override. */
	blocksAboveCents: z.number().int().nonnegative().default(0)
});

export const lendingRulesSchema = z.object({
	preset: z.enum(['rsg', 'three-mails', 'forty-two-days', 'own']),
	cardRequired: z.boolean(),
	totalMaximum: z.number().int().min(0),
	perSubjectMaximum: z.number().int().min(0).optional(),
	perMaterialMaximum: z.partialRecord(z.enum(materials), z.number().int().min(0)).default({}),
	perPatronCategoryMaximum: z.partialRecord(z.enum(patronCategories), z.number().int().min(0)).default({}),
	/** The first line without conditions is the ordinary term; among deviating lines the shortest wins. */
	terms: z.array(loanTermSchema).min(1),
	renewWhenHeld: z.boolean().default(false),
	/** Days too late at which an overdue copy at home asks for an override; absent: never. */
	overdueBlocksAfterDays: z.number().int().min(0).optional(),
	/** Fines are off unless a rule is present. */
	fine: fineRuleSchema.optional(),
	lostCardCents: z.number().int().nonnegative().optional(),
	finalReturnDates: z.array(finalReturnDateSchema).default([]),
	/** Open days a copy waits on the hold shelf. */
	holdShelfDays: z.number().int().min(1).max(60).default(5),
	holdMaximum: z.number().int().min(0).default(5),
	/** Days after the due date of mail 1, mail 2, mail with parents, bill, written off. */
	reminderLadder: z.array(z.number().int()).default([])
});
export type LendingRules = z.infer<typeof lendingRulesSchema>;

export const locationSchema = z.object({
	id: idSchema<LocationId>(),
	name: z.string().min(1).max(120),
	/** BRIN with the two digits of the location, `12AB00`. */
	code: z.string().max(10)
});

/** Longer than a holiday of a week, shorter than a tablet that nobody misses. */
export const usualLeaseDays = 14;

export const schoolSchema = z.object({
	id: idSchema<SchoolId>(),
	brin: z.string().regex(/^\d{2}[A-Z]{2}$/),
	name: z.string().min(1).max(200),
	timeZone: z.string().default('Europe/Amsterdam'),
	scenario: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
	demo: z.boolean().default(false),
	locations: z.array(locationSchema).min(1),
	rules: lendingRulesSchema,
	closurePeriods: z.array(closurePeriodSchema).default([]),
	/** 0 = Monday … 6 = Sunday. */
	openWeekdays: z.array(z.number().int().min(0).max(6)).min(1).default([0, 1, 2, 3, 4]),
	/** Days after its return at which a loan loses its patron; absent: at the end of the school year. */
	retentionDays: z.number().int().min(0).max(1100).optional(),
	/** Seconds without a scan after which the desk closes the patron. */
	idleSeconds: z.number().int().min(5).max(3600).default(45),
	/** Days without the server after which a desk asks who stands there before it shows people; 0: never; absent: `usualLeaseDays`. */
	leaseDays: z.number().int().min(0).max(365).optional(),
	/** Strip leading zeros, blanks and case from card numbers before comparing (P12). */
	cardNormalisation: z.object({ stripLeadingZeros: z.boolean().default(false) }).default({ stripLeadingZeros: false }),
	/** Absent: every format and length. */
	scanning: scanningSchema.optional(),
	/** Catalogues asked for an ISBN, in this order; absent or empty: titles are typed. */
	lookUpSources: z.array(lookUpSourceSchema).max(10).optional(),
	/** Absent: covers are drawn and never fetched. */
	coverAddress: coverAddressSchema.optional(),
	/** What the exams ask of a reading list, by cohort. Absent: as `foundingListRules` says. */
	listRules: z.array(listRuleSchema).max(40).optional()
});
export type School = z.infer<typeof schoolSchema>;
