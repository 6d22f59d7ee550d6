import { getLocale } from './paraglide/runtime.js';

/** The languages of the app, as paraglide knows them. */
type Locale = ReturnType<typeof getLocale>;

/** A person's name as the school keeps it; the infix ("van der") never leads the sorting. */
type NameParts = { givenName: string; infix?: string | null; familyName: string };

const TIME_ZONE = 'Europe/Amsterdam';

// Dutch schools read English with European dates: 14 Dec, a 24-hour clock, euros first.
const tags: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const made = new Map<string, Intl.DateTimeFormat>();

/** Formatters are dear to make and lists show hundreds of dates: one is kept for each locale and shape. */
function dateFormat(locale: Locale, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale + JSON.stringify(shape);
	const format = made.get(key) ?? new Intl.DateTimeFormat(tags[locale], shape);
	made.set(key, format);
	return format;
}

/** A calendar date has no time zone: it is read and written as UTC so that no zone can shift the day. */
function calendarDate(isoDate: string, shape: Intl.DateTimeFormatOptions, locale: Locale): string {
	return dateFormat(locale, { ...shape, timeZone: 'UTC' }).format(new Date(`${isoDate}T00:00:00Z`));
}

/** "ma 14 dec" for '2026-12-14'. */
export function formatDate(isoDate: string, locale: Locale = getLocale()): string {
	return calendarDate(isoDate, { weekday: 'short', day: 'numeric', month: 'short' }, locale).replaceAll(',', '');
}

/** "maandag 14 december 2026". */
export function formatDateLong(isoDate: string, locale: Locale = getLocale()): string {
	const shape = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
	return calendarDate(isoDate, shape, locale).replaceAll(',', '');
}

/** "december 2026" for '2026-12'. */
export function formatMonth(isoMonth: string, locale: Locale = getLocale()): string {
	return calendarDate(`${isoMonth}-01`, { month: 'long', year: 'numeric' }, locale);
}

/** "14-12-2026", for tables and paper. */
export function formatDateShort(isoDate: string, locale: Locale = getLocale()): string {
	return calendarDate(isoDate, { day: '2-digit', month: '2-digit', year: 'numeric' }, locale);
}

/** "09:05" at school, for an instant in milliseconds since 1970. */
export function formatTime(instant: number, locale: Locale = getLocale()): string {
	return dateFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: TIME_ZONE }).format(instant);
}

/** "ma 14 dec 09:05" at school. */
export function formatDateTime(instant: number, locale: Locale = getLocale()): string {
	return `${formatDate(schoolDateOf(instant), locale)} ${formatTime(instant, locale)}`;
}

/** The calendar date at school of an instant, 'YYYY-MM-DD'. */
export function schoolDateOf(instant: number): string {
	const shape = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: TIME_ZONE } as const;
	return dateFormat('en', shape).format(instant).split('/').toReversed().join('-');
}

/** The largest whole unit of a length of time, and how many of it. */
function largestUnit(milliseconds: number): { amount: number; unit: 'day' | 'hour' | 'minute' } {
	if (milliseconds >= DAY) return { amount: Math.floor(milliseconds / DAY), unit: 'day' };
	if (milliseconds >= HOUR) return { amount: Math.floor(milliseconds / HOUR), unit: 'hour' };
	return { amount: Math.floor(milliseconds / MINUTE), unit: 'minute' };
}

/** "5 minuten geleden", "over 2 dagen"; within the minute "nu". */
export function formatRelativeTime(instant: number, now: number, locale: Locale = getLocale()): string {
	const format = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' });
	const { amount, unit } = largestUnit(Math.abs(now - instant));
	if (amount === 0) return format.format(0, 'second');
	return format.format(instant <= now ? -amount : amount, unit);
}

/** "2 uur": how long something lasts or waits, in milliseconds; under a minute it is one minute. */
export function formatDuration(milliseconds: number, locale: Locale = getLocale()): string {
	const { amount, unit } = largestUnit(Math.max(milliseconds, MINUTE));
	return new Intl.NumberFormat(tags[locale], { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}

/** "€ 11,50" for 1150 cents. */
export function formatMoney(cents: number, locale: Locale = getLocale()): string {
	return new Intl.NumberFormat(tags[locale], { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

/** "30.000". */
export function formatCount(count: number, locale: Locale = getLocale()): string {
	return new Intl.NumberFormat(tags[locale]).format(count);
}

/** "7,5" for 7.5: a mark, a mean; one decimal at most. */
export function formatNumber(number: number, locale: Locale = getLocale()): string {
	return new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 1 }).format(number);
}

/** "67%" for 0.67. */
export function formatPercentage(share: number, locale: Locale = getLocale()): string {
	return new Intl.NumberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** "Emma, Noah en Sara". */
export function formatList(words: readonly string[], locale: Locale = getLocale()): string {
	return new Intl.ListFormat(tags[locale], { type: 'conjunction' }).format(words);
}

/** "Emma, Noah of Sara". */
export function formatChoice(words: readonly string[], locale: Locale = getLocale()): string {
	return new Intl.ListFormat(tags[locale], { type: 'disjunction' }).format(words);
}

/** "Sara van der Meer". */
export function personName({ givenName, infix, familyName }: NameParts): string {
	return [givenName, infix, familyName].filter(Boolean).join(' ');
}

/** "Meer, Sara van der": for lists in the order of the alphabet. */
export function personSortName({ givenName, infix, familyName }: NameParts): string {
	return `${familyName}, ${[givenName, infix].filter(Boolean).join(' ')}`;
}

/** Orders names and titles as a Dutch reader expects: accents beside their letter, "2" before "10". */
export function compareWords(first: string, second: string): number {
	return collator.compare(first, second);
}

const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true });
