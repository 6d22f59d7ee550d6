import { z } from 'zod';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type AccountId, type GroupId, type Id } from '../shared/ids.ts';
import { strands } from '../programmes/edition.ts';

export type LessonId = Id<'lesson'>;

/** Longest lesson or round of reading that is taken for one, in minutes: a school day. */
export const longestMinutes = 480;

/** A lesson in digital literacy that a class or group has had; of the group as a whole, so no pupil stands in it. */
export const lessonSchema = z.object({
	id: idSchema<LessonId>(),
	groupId: idSchema<GroupId>(),
	on: calendarDateSchema,
	strand: z.enum(strands),
	/** The subject it was part of: `aardrijkskunde`. */
	subject: z.string().max(60).optional(),
	/** What it was about. */
	topic: z.string().max(200).optional(),
	minutes: z.number().int().min(1).max(longestMinutes),
	/** Who wrote it down. */
	accountId: idSchema<AccountId>(),
	/** False once it was taken back. */
	active: z.boolean()
});
export type Lesson = z.infer<typeof lessonSchema>;
