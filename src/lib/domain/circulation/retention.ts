import { addDays, type CalendarDate } from '../shared/calendar-date.ts';
import type { School } from '../school/school.ts';

/** Dutch school years run from 1 August to 31 July (Wet voortgezet onderwijs 2020, art. 1.1). */
export function schoolYearStart(day: CalendarDate): CalendarDate {
	const year = Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0);
	return `${year}-08-01` as CalendarDate;
}

/**
 * Loans that ended before this day no longer say whose they were: at the end of the school year in which they ended,
 * unless the school keeps them a number of days after their return.
 */
export function namesKeptSince(school: Pick<School, 'retentionDays'>, today: CalendarDate): CalendarDate {
	return school.retentionDays === undefined ? schoolYearStart(today) : addDays(today, -school.retentionDays);
}
