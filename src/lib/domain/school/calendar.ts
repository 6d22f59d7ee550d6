import { addDays, weekdayOf, type CalendarDate } from '../shared/calendar-date.ts';
import type { School } from './school.ts';

export type SchoolCalendar = Pick<School, 'closurePeriods' | 'openWeekdays'>;

/** Longest run of closed days looked through; a calendar closed for longer counts as open, so that a typing error cannot hang a desk. */
const longestClosure = 200;

export function isOpen(calendar: SchoolCalendar, date: CalendarDate): boolean {
	if (!calendar.openWeekdays.includes(weekdayOf(date))) return false;
	return !calendar.closurePeriods.some((period) => period.from <= date && date <= period.to);
}

/** `date` itself when the school is open, else the first open day after it. */
export function openDayFrom(calendar: SchoolCalendar, date: CalendarDate): CalendarDate {
	return walk(calendar, date, 1);
}

/** `date` itself when the school is open, else the last open day before it. */
export function openDayUntil(calendar: SchoolCalendar, date: CalendarDate): CalendarDate {
	return walk(calendar, date, -1);
}

/** The `count`th open day after `date`. */
export function addOpenDays(calendar: SchoolCalendar, date: CalendarDate, count: number): CalendarDate {
	let day = date;
	for (let left = count; left > 0; left--) day = openDayFrom(calendar, addDays(day, 1));
	return day;
}

/** School days after `from` up to and including `to`; 0 when `to` is not later. */
export function schoolDaysBetween(calendar: SchoolCalendar, from: CalendarDate, to: CalendarDate): number {
	let count = 0;
	for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isOpen(calendar, day)) count++;
	return count;
}

function walk(calendar: SchoolCalendar, date: CalendarDate, direction: 1 | -1): CalendarDate {
	let day = date;
	for (let left = longestClosure; left > 0; left--) {
		if (isOpen(calendar, day)) return day;
		day = addDays(day, direction);
	}
	return date;
}
