import { z } from 'zod';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type ListedTitleId, type ListMessageId, type PatronId, type ReadingLevelId, type TeacherId, type TitleId } from '../shared/ids.ts';
import { laterOf, registerSchema } from '../shared/register.ts';
import { levelSchema, readingListNames } from './levels.ts';
import { workSchema } from './work.ts';

const listSchema = z.enum(readingListNames);
/** Longest message between pupil and teacher; a reason, not a letter. */
export const longestMessage = 1000;

/** A teacher's word on a proposal. Of two teachers the later stands; what each wrote stays among the messages. */
export const verdictSchema = z.object({
	status: z.enum(['approved', 'rejected']),
	teacherId: idSchema<TeacherId>(),
	/** How the teacher signs. */
	name: z.string().max(200)
});
export type Verdict = z.infer<typeof verdictSchema>;

export const taskDoneSchema = z.object({
	on: calendarDateSchema,
	/** Of the task that was done; tasks are linked and never copied. */
	address: z.url({ protocol: /^https?$/ }).max(500).optional(),
	level: levelSchema.optional()
});
export type TaskDone = z.infer<typeof taskDoneSchema>;

/** One title on a pupil's reading list, from proposal to task. */
export const listedTitleSchema = z.object({
	id: idSchema<ListedTitleId>(),
	patronId: idSchema<PatronId>(),
	list: listSchema,
	titleId: idSchema<TitleId>().optional(),
	work: workSchema,
	/** The title's level when it was proposed; absent: the list does not have it. */
	level: levelSchema.optional(),
	proposedAt: z.number(),
	verdict: registerSchema(verdictSchema).optional(),
	/** When it was finished; `null`: not after all. */
	read: registerSchema(calendarDateSchema.nullable()).optional(),
	task: registerSchema(taskDoneSchema.nullable()).optional(),
	/** Taken off the list by the pupil. */
	withdrawn: registerSchema(z.boolean()).optional()
});
export type ListedTitle = z.infer<typeof listedTitleSchema>;

/** A short word of a pupil or a teacher about one listed title. Only ever added. */
export const listMessageSchema = z.object({
	id: idSchema<ListMessageId>(),
	patronId: idSchema<PatronId>(),
	listedTitleId: idSchema<ListedTitleId>(),
	at: z.number(),
	from: z.enum(['pupil', 'teacher']),
	name: z.string().max(200),
	text: z.string().min(1).max(longestMessage)
});
export type ListMessage = z.infer<typeof listMessageSchema>;

/** A pupil's level as the pupil or a teacher put it. Only ever added, so that the history is whole. */
export const readingLevelSchema = z.object({
	id: idSchema<ReadingLevelId>(),
	patronId: idSchema<PatronId>(),
	list: listSchema,
	level: levelSchema,
	at: z.number(),
	from: z.enum(['pupil', 'teacher']),
	name: z.string().max(200),
	text: z.string().max(longestMessage).optional()
});
export type ReadingLevel = z.infer<typeof readingLevelSchema>;

/** What the pupil itself may change of a listed title. */
export const listedChangeSchema = z.discriminatedUnion('part', [
	z.object({ part: z.literal('read'), value: calendarDateSchema.nullable() }),
	z.object({ part: z.literal('task'), value: taskDoneSchema.nullable() }),
	z.object({ part: z.literal('withdrawn'), value: z.boolean() })
]);
export type ListedChange = z.infer<typeof listedChangeSchema>;

export function changedListed(listed: ListedTitle, change: ListedChange | { part: 'verdict'; value: Verdict }, at: number, by: string): ListedTitle {
	const { part, value } = change;
	return { ...listed, [part]: laterOf<unknown>(listed[part], { value, at, by }) };
}

export const listedStages = ['proposed', 'rejected', 'approved', 'read', 'done'] as const;
export type ListedStage = (typeof listedStages)[number];

/** How far a listed title has come. A title read before the teacher answered still waits for the answer. */
export function stageOf({ verdict, read, task }: ListedTitle): ListedStage {
	if (verdict?.value.status === 'rejected') return 'rejected';
	if (!verdict) return 'proposed';
	if (!read?.value) return 'approved';
	return task?.value ? 'done' : 'read';
}

export function isOnList(listed: ListedTitle): boolean {
	return listed.withdrawn?.value !== true;
}

/** Newest last. */
export function levelHistory(levels: readonly ReadingLevel[], list: ReadingLevel['list']): ReadingLevel[] {
	return levels.filter((level) => level.list === list).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The level that stands, and whether a teacher has looked at it. */
export function currentLevel(levels: readonly ReadingLevel[], list: ReadingLevel['list']): { readonly level: ReadingLevel; readonly reviewed: boolean } | undefined {
	const level = levelHistory(levels, list).at(-1);
	return level && { level, reviewed: level.from === 'teacher' };
}
