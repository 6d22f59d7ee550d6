import { isOpen } from '#lib/domain/school/calendar.ts';
import type { School } from '#lib/domain/school/school.ts';
import { addDays, type CalendarDate, type Instant } from '#lib/domain/shared/calendar-date.ts';
import { instantOn } from '#lib/domain/shared/wall-time.ts';

/** The days the school is open from `from` until the day before `until`. */
export function openDays(school: School, from: CalendarDate, until: CalendarDate): CalendarDate[] {
	const days: CalendarDate[] = [];
	for (let day = from; day < until; day = addDays(day, 1)) if (isOpen(school, day)) days.push(day);
	return days;
}

/** The instant at which the school's wall clock shows `hour` (8.5: half past eight) on `day`. */
export function deskTime(school: School, day: CalendarDate, hour: number): Instant {
	return instantOn(day, Math.round(hour * 60), school.timeZone);
}

/** The year in which the school year of `day` began; it begins on 1 August. */
export function schoolYearOf(day: CalendarDate): number {
	return Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0);
}
