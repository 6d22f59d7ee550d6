import { fromAbsolute, getDayOfWeek, parseDate, setLocalTimeZone, toCalendarDate } from '@internationalized/date';
import { z } from 'zod';

// Without a zone of its own the package asks the device once where it stands, and from then on takes the hours of that
// zone from the device's clock: a tablet that is set to another zone while the app is open would count in days of its own.
setLocalTimeZone('UTC');

declare const calendarDate: unique symbol;

/** A day on the school's wall calendar, `YYYY-MM-DD`. Compares as a string. */
export type CalendarDate = string & { readonly [calendarDate]: true };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const calendarDateSchema = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/)
	.refine(isRealDate) as unknown as z.ZodType<CalendarDate, string>;

/** @throws when `text` is not a day that exists, `YYYY-MM-DD` */
export function calendarDateOf(text: string): CalendarDate {
	return parseDate(text).toString() as CalendarDate;
}

function isRealDate(text: string): boolean {
	try {
		parseDate(text);
		return true;
	} catch {
		return false;
	}
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
	return parseDate(date).add({ days }).toString() as CalendarDate;
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(date: CalendarDate): number {
	return getDayOfWeek(parseDate(date), 'nl-NL');
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return parseDate(to).compare(parseDate(from));
}

/** The day on the wall calendar of `timeZone` (IANA name) at `instant`. */
export function dateAt(instant: Instant, timeZone: string): CalendarDate {
	return toCalendarDate(fromAbsolute(instant, timeZone)).toString() as CalendarDate;
}

export function earliest(a: CalendarDate, b: CalendarDate): CalendarDate {
	return a < b ? a : b;
}

export function latest(a: CalendarDate, b: CalendarDate): CalendarDate {
	return a > b ? a : b;
}
