import { expect, test } from 'vitest';
import { calendarDateOf } from '#lib/domain/shared/calendar-date.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { dueWords } from '#lib/ui/my/due-words.ts';

const today = calendarDateOf('2026-11-23');

test('what is late is said as something to do, with the day it was due', () => {
	expect(dueWords(calendarDateOf('2026-11-20'), today)).toEqual({
		text: 'Nu inleveren',
		more: 'Moest terug op vr 20 nov',
		tone: 'refused'
	});
});

test('today and tomorrow are called by their names', () => {
	expect(dueWords(today, today).text).toBe('Vandaag inleveren');
	expect(dueWords(calendarDateOf('2026-11-24'), today).text).toBe('Morgen inleveren');
});

test('the last days ask for attention, the weeks before do not', () => {
	expect(dueWords(calendarDateOf('2026-11-26'), today)).toMatchObject({ more: 'nog 3 dagen', tone: 'attention' });
	expect(dueWords(calendarDateOf('2026-12-11'), today)).toEqual({
		text: 'Terug op vr 11 dec',
		more: 'nog 18 dagen',
		tone: 'neutral'
	});
});

test('an English reader reads the same in English', () => {
	overwriteGetLocale(() => 'en');
	expect(dueWords(calendarDateOf('2026-12-11'), today).text).toBe('Back on Fri 11 Dec');
});
