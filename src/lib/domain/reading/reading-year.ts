import type { CalendarDate } from '../shared/calendar-date.ts';
import { firstYearOf, schoolYearOf } from '../shared/school-year.ts';
import type { ReadingState } from './progress.ts';
import { endingOf, isFinished, type ReadingEntry, type ReadingWord } from './reading-entry.ts';

export interface Reading {
	readonly entry: ReadingEntry;
	readonly state: ReadingState;
}

export interface MonthOfReading<R extends Reading> {
	/** `2026-09`. */
	readonly month: string;
	/** Finished in it, first first. */
	readonly finished: readonly R[];
	readonly pages: number;
	readonly minutes: number;
}

export interface ReadingYear<R extends Reading> {
	/** `2026-2027`. */
	readonly label: string;
	/** All twelve, August first. */
	readonly months: readonly MonthOfReading<R>[];
	readonly titles: number;
	readonly pages: number;
	readonly minutes: number;
	/** Days on which something was read. */
	readonly days: number;
	/** Words the reader chose, commonest first. */
	readonly words: readonly { readonly word: ReadingWord; readonly count: number }[];
}

/** A school year in titles, pages and minutes: of one reader, compared with nobody. */
export function readingYear<R extends Reading>(readings: readonly R[], label: string): ReadingYear<R> {
	const months = monthsOf(label).map((month) => monthOf(readings, month));
	const finished = months.flatMap((month) => month.finished);
	const days = new Set(readings.flatMap(({ state }) => [...state.days].filter(([on, day]) => schoolYearOf(on) === label && day.pages + day.minutes > 0).map(([on]) => on)));
	const sum = (of: 'pages' | 'minutes') => months.reduce((total, month) => total + month[of], 0);
	return { label, months, titles: finished.length, pages: sum('pages'), minutes: sum('minutes'), days: days.size, words: wordsOf(finished) };
}

/** School years in which something was read or finished, newest first; always with the present one. */
export function yearsOfReading(readings: readonly Reading[], today: CalendarDate): string[] {
	const days = readings.flatMap(({ entry, state }) => [...state.days.keys(), ...(endingOf(entry) ? [endingOf(entry)?.on as CalendarDate] : [])]);
	return [...new Set([today, ...days].map(schoolYearOf))].toSorted().toReversed();
}

function monthOf<R extends Reading>(readings: readonly R[], month: string): MonthOfReading<R> {
	const read = readings.flatMap(({ state }) => [...state.days].filter(([on]) => on.startsWith(month)).map(([, day]) => day));
	const finished = readings
		.filter(({ entry }) => isFinished(entry) && endingOf(entry)?.on.startsWith(month))
		.toSorted((a, b) => (lastDay(a) < lastDay(b) ? -1 : Number(lastDay(a) > lastDay(b))));
	return { month, finished, pages: read.reduce((sum, day) => sum + day.pages, 0), minutes: read.reduce((sum, day) => sum + day.minutes, 0) };
}

function lastDay({ entry }: Reading): string {
	return `${endingOf(entry)?.on} ${entry.id}`;
}

function monthsOf(label: string): string[] {
	const first = firstYearOf(`${label.slice(0, 4)}-08-01` as CalendarDate);
	return Array.from({ length: 12 }, (_, i) => `${first + (i > 4 ? 1 : 0)}-${String(((i + 7) % 12) + 1).padStart(2, '0')}`);
}

function wordsOf(readings: readonly Reading[]): { word: ReadingWord; count: number }[] {
	const counts = new Map<ReadingWord, number>();
	for (const word of readings.flatMap(({ entry }) => entry.words?.value ?? [])) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].map(([word, count]) => ({ word, count })).toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}
