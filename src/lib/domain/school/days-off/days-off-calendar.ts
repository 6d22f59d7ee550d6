import { parseAbsolute, parseDate, parseDateTime, parseDuration, toCalendarDateTime, toTimeZone, toZoned, type CalendarDateTime } from '@internationalized/date';
import { addDays, calendarDateOf, type CalendarDate } from '../../shared/calendar-date.ts';
import type { FiledDaysOff, FiledPeriod, Unread } from './filed-days-off.ts';
import { readIcalEvents, unescapeText, type IcalEvent, type IcalProperty } from './ical.ts';

/** Names of days off as calendars of schools write them. */
const freeName =
	/vakantie|vrij(?!dag|will)|studiedag|gesloten|kerst|pasen|paasd|paasm|pinkster|hemelvaart|koningsdag|bevrijdingsdag|nieuwjaar|holiday|vacation|\bbreak\b|closed|day off|training day/i;

/** When an event begins and ends on the school's wall; `end` is the first moment after it. */
interface Span {
	readonly start: CalendarDateTime;
	readonly end: CalendarDateTime;
}

/**
 * Days off from the text of an iCalendar file, its lines unfolded. Moments with a zone become days on the calendar of
 * `timeZone`; a zone that nobody knows is read as if it were the school's.
 */
export function daysOffFromCalendar(text: string, timeZone: string): FiledDaysOff {
	const read = readIcalEvents(text).map((event) => readEvent(event, timeZone));
	return {
		periods: read.flatMap((each) => ('reason' in each ? [] : [each])),
		unread: read.flatMap((each) => ('reason' in each ? [each] : []))
	};
}

function readEvent({ properties, closed }: IcalEvent, timeZone: string): FiledPeriod | Unread {
	const find = (name: string): IcalProperty | undefined => properties.find((property) => property.name === name);
	const name = unescapeText(find('SUMMARY')?.value ?? '').slice(0, 100);
	const text = name || (find('DTSTART')?.value ?? '');
	if (!closed) return { reason: 'unfinished', text };
	if (find('STATUS')?.value.trim().toUpperCase() === 'CANCELLED') return { reason: 'cancelled', text };
	const span = readSpan(find('DTSTART'), find('DTEND'), find('DURATION'), timeZone);
	if (!span) return { reason: 'noDate', text };
	if (span.end.compare(span.start) < 0) return { reason: 'order', text };
	const from = dateOf(span.start);
	const to = lastDayOf(span, from);
	const partOfDay = from === to && hoursOf(span) > 0 && hoursOf(span) < 23;
	return { name, from, to, repeats: (find('RRULE') ?? find('RDATE')) !== undefined, partOfDay, likely: freeName.test(name) };
}

function readSpan(from: IcalProperty | undefined, to: IcalProperty | undefined, lasts: IcalProperty | undefined, timeZone: string): Span | undefined {
	try {
		if (!from) return undefined;
		const start = readMoment(from, timeZone);
		if (to) return { start, end: readMoment(to, timeZone) };
		if (lasts) return { start, end: start.add(parseDuration(lasts.value.trim())) };
		return { start, end: isDay(from) ? start.add({ days: 1 }) : start };
	} catch {
		// A date that does not exist, or something else than a date.
		return undefined;
	}
}

const isDay = ({ value }: IcalProperty): boolean => /^\d{8}$/.test(value.trim());

/** @throws when the value is no moment */
function readMoment({ value, parameters }: IcalProperty, timeZone: string): CalendarDateTime {
	const [, day = '', time = '000000', zulu] = /^(\d{8})(?:T(\d{6})(Z?))?$/.exec(value.trim().toUpperCase()) ?? [];
	const date = day.replace(/(....)(..)(..)/, '$1-$2-$3');
	if (isDay({ value, parameters, name: '' })) return toCalendarDateTime(parseDate(date));
	const written = `${date}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}`;
	if (zulu) return toCalendarDateTime(parseAbsolute(`${written}Z`, timeZone));
	return inZone(parseDateTime(written), parameters.get('TZID'), timeZone);
}

function inZone(moment: CalendarDateTime, zone: string | undefined, timeZone: string): CalendarDateTime {
	if (zone === undefined) return moment;
	try {
		return toCalendarDateTime(toTimeZone(toZoned(moment, zone), timeZone));
	} catch {
		return moment;
	}
}

/** An end at midnight is the end of the day before. */
function lastDayOf({ end }: Span, from: CalendarDate): CalendarDate {
	const day = dateOf(end);
	const isMidnight = end.hour === 0 && end.minute === 0;
	return isMidnight && day > from ? addDays(day, -1) : day;
}

function dateOf(moment: CalendarDateTime): CalendarDate {
	return calendarDateOf(moment.toString().slice(0, 10));
}

function hoursOf({ start, end }: Span): number {
	return (toZoned(end, 'UTC').toDate().getTime() - toZoned(start, 'UTC').toDate().getTime()) / 3_600_000;
}
