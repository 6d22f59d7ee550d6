import { parseDate, toZoned } from '@internationalized/date';
import type { CalendarDate, Instant } from './calendar-date.ts';

/** The instant at which clocks in `timeZone` (IANA name) have run `minutes` past midnight of `day`. */
export function instantOn(day: CalendarDate, minutes: number, timeZone: string): Instant {
	return toZoned(parseDate(day), timeZone).add({ minutes }).toDate().getTime();
}
