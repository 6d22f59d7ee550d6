import { z } from 'zod';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type LoanId, type PatronId, type ReadingEntryId, type TitleId } from '../shared/ids.ts';
import { laterOf, registerSchema } from '../shared/register.ts';
import { workSchema } from './work.ts';

export const readingForms = ['paper', 'ebook', 'audiobook'] as const;
export type ReadingForm = (typeof readingForms)[number];

/** What readers say of a title in one tap: a closed list, so that everybody has the same words in both languages. */
export const readingWords = [
	'exciting',
	'funny',
	'sad',
	'moving',
	'scary',
	'romantic',
	'recognisable',
	'surprising',
	'beautiful',
	'difficult',
	'slow',
	'boring'
] as const;
export type ReadingWord = (typeof readingWords)[number];

export const endingSchema = z.object({ how: z.enum(['finished', 'stopped']), on: calendarDateSchema });
export type ReadingEnding = z.infer<typeof endingSchema>;

/**
 * One reading of one title by one patron; reading it again is another entry. What can be changed is a register, so that
 * two phones of one pupil come to the same entry in any order. How far it got is told by `ReadingProgress`, never here.
 */
export const readingEntrySchema = z.object({
	id: idSchema<ReadingEntryId>(),
	patronId: idSchema<PatronId>(),
	titleId: idSchema<TitleId>().optional(),
	/** The loan it was proposed for. */
	loanId: idSchema<LoanId>().optional(),
	work: workSchema,
	addedAt: z.number(),
	form: registerSchema(z.enum(readingForms)),
	/** `null`: the reader does not know. */
	startedOn: registerSchema(calendarDateSchema.nullable()),
	/** `null` or absent: still reading. */
	ending: registerSchema(endingSchema.nullable()).optional(),
	rating: registerSchema(z.number().int().min(1).max(5).nullable()).optional(),
	words: registerSchema(z.array(z.enum(readingWords)).max(readingWords.length)).optional(),
	/** The reader's own; nobody else ever gets it. */
	note: registerSchema(z.string().max(4000)).optional(),
	/** Of this edition, when the reader knows better than the catalogue. */
	pages: registerSchema(z.number().int().positive().max(20_000).nullable()).optional()
});
export type ReadingEntry = z.infer<typeof readingEntrySchema>;

/** One thing that a reader can change of a reading. */
export const entryChangeSchema = z.discriminatedUnion('part', [
	z.object({ part: z.literal('form'), value: z.enum(readingForms) }),
	z.object({ part: z.literal('startedOn'), value: calendarDateSchema.nullable() }),
	z.object({ part: z.literal('ending'), value: endingSchema.nullable() }),
	z.object({ part: z.literal('rating'), value: z.number().int().min(1).max(5).nullable() }),
	z.object({ part: z.literal('words'), value: z.array(z.enum(readingWords)).max(readingWords.length) }),
	z.object({ part: z.literal('note'), value: z.string().max(4000) }),
	z.object({ part: z.literal('pages'), value: z.number().int().positive().max(20_000).nullable() })
]);
export type EntryChange = z.infer<typeof entryChangeSchema>;

/** `entry` with the change laid in, unless something later stands there. The order of changes does not matter. */
export function changedEntry(entry: ReadingEntry, { part, value }: EntryChange, at: number, by: string): ReadingEntry {
	return { ...entry, [part]: laterOf<unknown>(entry[part], { value, at, by }) };
}

export function endingOf(entry: ReadingEntry): ReadingEnding | undefined {
	return entry.ending?.value ?? undefined;
}

export function isFinished(entry: ReadingEntry): boolean {
	return endingOf(entry)?.how === 'finished';
}

export function pagesOf(entry: ReadingEntry): number | undefined {
	return entry.pages?.value ?? entry.work.pages;
}
