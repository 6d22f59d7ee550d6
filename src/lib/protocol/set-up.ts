import { z } from 'zod';
import { closurePeriodSchema, locationSchema, schoolSchema } from '#lib/domain/school/school.ts';

const code = z.string().min(4).max(40);

/** `POST /api/setup/check`: whether this is the code that stands in the server's console. */
export const setUpCheckSchema = z.object({ code });

/** A period that ends before it begins is a typing error. */
const period = closurePeriodSchema.refine(({ from, to }) => from <= to, { path: ['to'] });

/** `POST /api/setup`: the first real school of a server and the account of its media librarian. */
export const setUpSchema = z.object({
	code,
	school: z.object({
		brin: schoolSchema.shape.brin,
		name: z.string().trim().min(1).max(200),
		scenario: schoolSchema.shape.scenario,
		locations: z.array(locationSchema.omit({ id: true })).min(1).max(50),
		closurePeriods: z.array(period).max(300),
		rules: z.enum(['rsg', 'three-mails', 'forty-two-days'])
	}),
	account: z.object({
		loginName: z.string().min(1).max(60),
		displayName: z.string().trim().min(1).max(100),
		password: z.string().min(1).max(200)
	})
});
export type SetUp = z.infer<typeof setUpSchema>;

/** With what the media librarian signs in. */
export const setUpDoneSchema = z.object({ brin: z.string(), loginName: z.string() });
export type SetUpDone = z.infer<typeof setUpDoneSchema>;
