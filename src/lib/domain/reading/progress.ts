import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../shared/calendar-date.ts';
import { idSchema, type PatronId, type ReadingEntryId, type ReadingProgressId } from '../shared/ids.ts';
import { isFinished, pagesOf, type ReadingEntry } from './reading-entry.ts';

/**
 * How far a reading got, or how much was read. Amounts add up; a place says where the reader is now. "Read twenty pages"
 * on two phones without a network is forty pages; "on page 120" on both is page 120.
 */
export const progressStepSchema = z.discriminatedUnion('unit', [
	z.object({ unit: z.literal('pages'), amount: z.number().int().min(1).max(5000) }),
	z.object({ unit: z.literal('minutes'), amount: z.number().int().min(1).max(1440) }),
	z.object({ unit: z.literal('page'), at: z.number().int().min(0).max(20_000) }),
	z.object({ unit: z.literal('percent'), at: z.number().int().min(0).max(100) })
]);
export type ProgressStep = z.infer<typeof progressStepSchema>;

/** A fact of its own: two devices that both log lose nothing. */
export const readingProgressSchema = z.object({
	id: idSchema<ReadingProgressId>(),
	patronId: idSchema<PatronId>(),
	entryId: idSchema<ReadingEntryId>(),
	on: calendarDateSchema,
	at: z.number(),
	step: progressStepSchema
});
export type ReadingProgress = z.infer<typeof readingProgressSchema>;

export interface DayOfReading {
	readonly pages: number;
	readonly minutes: number;
}

/** Where a reading stands, from all that was logged. */
export interface ReadingState {
	/** The page the reader is on; also worked out from a percentage where the number of pages is known. */
	readonly page: number | undefined;
	/** 0…100, where it can be told. */
	readonly percent: number | undefined;
	readonly pages: number;
	readonly minutes: number;
	readonly days: ReadonlyMap<CalendarDate, DayOfReading>;
}

/**
 * Adds up what was logged of one reading. The set decides, not its order: steps are taken by their moment, then their id.
 * A finished reading has been read to its last page, if it is known which that is.
 */
export function foldProgress(entry: ReadingEntry, steps: readonly ReadingProgress[]): ReadingState {
	const last = pagesOf(entry);
	const days = new Map<CalendarDate, DayOfReading>();
	let [page, percent, pages, minutes] = [undefined, undefined, 0, 0] as [number | undefined, number | undefined, number, number];
	const read = (on: CalendarDate, morePages: number, moreMinutes: number): void => {
		const day = days.get(on) ?? { pages: 0, minutes: 0 };
		days.set(on, { pages: day.pages + morePages, minutes: day.minutes + moreMinutes });
		pages += morePages;
		minutes += moreMinutes;
	};
	const moveTo = (on: CalendarDate, next: number): void => {
		read(on, Math.max(0, next - (page ?? 0)), 0);
		page = next;
	};
	for (const { on, step } of steps.toSorted(byMoment)) {
		if (step.unit === 'minutes') read(on, 0, step.amount);
		else if (step.unit === 'pages') moveTo(on, (page ?? 0) + step.amount);
		else if (step.unit === 'page') moveTo(on, step.at);
		else if (last === undefined) percent = step.at;
		else moveTo(on, Math.round((last * step.at) / 100));
	}
	const ending = entry.ending?.value;
	if (isFinished(entry) && ending && last !== undefined) moveTo(ending.on, Math.max(page ?? 0, last));
	if (isFinished(entry)) percent = 100;
	else if (last !== undefined && page !== undefined) percent = Math.min(100, Math.floor((page / last) * 100));
	return { page, percent, pages, minutes, days };
}

function byMoment(a: ReadingProgress, b: ReadingProgress): number {
	return a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id));
}
