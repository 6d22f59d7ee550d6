import type { CalendarDate } from './calendar-date.ts';

/** `2026-2027`: a school year runs from 1 August. */
export function schoolYearOf(date: CalendarDate): string {
	const first = firstYearOf(date);
	return `${first}-${first + 1}`;
}

/** The calendar year in which the school year of `date` began. */
export function firstYearOf(date: CalendarDate): number {
	const year = Number(date.slice(0, 4));
	return Number(date.slice(5, 7)) >= 8 ? year : year - 1;
}
