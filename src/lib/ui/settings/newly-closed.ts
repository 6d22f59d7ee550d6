import { isOpen, type SchoolCalendar } from '#lib/domain/school/calendar.ts';
import { addDays, latest, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';

/** Longest look ahead, in days: loans do not last longer. */
const farthest = 400;

/** Days from today on which the school was open before a change of its calendar, and is closed after it. */
export function newlyClosedDays(before: SchoolCalendar, after: SchoolCalendar, today: CalendarDate): CalendarDate[] {
	const horizon = addDays(today, farthest);
	const days = new Set<CalendarDate>();
	for (const { from, to } of after.closurePeriods) {
		for (let day = latest(from, today); day <= to && day <= horizon; day = addDays(day, 1)) if (isOpen(before, day)) days.add(day);
	}
	return [...days].toSorted();
}
