import { describe, expect, it } from 'vitest';
import {
	compareWords,
	formatChoice,
	formatCount,
	formatDate,
	formatDateLong,
	formatDateShort,
	formatDateTime,
	formatDuration,
	formatList,
	formatMoney,
	formatPercentage,
	formatRelativeTime,
	formatTime,
	personName,
	personSortName,
	schoolDateOf
} from '#lib/i18n/format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
	it('are written as people at school write them', () => {
		expect(formatDate('2026-12-14', 'nl')).toBe('ma 14 dec');
		expect(formatDateLong('2026-12-14', 'nl')).toBe('maandag 14 december 2026');
		expect(formatDateShort('2026-02-03', 'nl')).toBe('03-02-2026');
		expect(formatDate('2026-12-14', 'en')).toBe('Mon 14 Dec');
	});

	it('of an instant is the date at school, in winter and in summer', () => {
		expect(schoolDateOf(Date.UTC(2026, 0, 9, 22, 59))).toBe('2026-01-09');
		expect(schoolDateOf(Date.UTC(2026, 0, 9, 23, 0))).toBe('2026-01-10');
		expect(schoolDateOf(Date.UTC(2026, 6, 9, 22, 0))).toBe('2026-07-10');
	});
});

describe('times', () => {
	it('are the time at school, whatever the device says', () => {
		expect(formatTime(Date.UTC(2026, 10, 23, 8, 5), 'nl')).toBe('09:05');
		expect(formatTime(Date.UTC(2026, 6, 1, 8, 5), 'nl')).toBe('10:05');
		expect(formatDateTime(Date.UTC(2026, 10, 23, 8, 5), 'nl')).toBe('ma 23 nov 09:05');
	});

	it('are told from now', () => {
		const now = Date.UTC(2026, 10, 23, 12);
		expect(formatRelativeTime(now - 5 * MINUTE, now, 'nl')).toBe('5 minuten geleden');
		expect(formatRelativeTime(now - 2 * HOUR, now, 'nl')).toBe('2 uur geleden');
		expect(formatRelativeTime(now + 24 * HOUR, now, 'nl')).toBe('morgen');
		expect(formatRelativeTime(now - 20_000, now, 'nl')).toBe('nu');
	});

	it('that something waits are told in the largest unit', () => {
		expect(formatDuration(2 * HOUR + 50 * MINUTE, 'nl')).toBe('2 uur');
		expect(formatDuration(10_000, 'nl')).toBe('1 minuut');
		expect(formatDuration(49 * HOUR, 'en')).toBe('2 days');
	});
});

it('money and numbers follow the language', () => {
	expect(plain(formatMoney(1150, 'nl'))).toBe('€ 11,50');
	expect(formatMoney(10, 'en')).toBe('€0.10');
	expect(formatCount(30_000, 'nl')).toBe('30.000');
	expect(formatPercentage(0.67, 'nl')).toBe('67%');
});

it('lists are read as a sentence', () => {
	expect(formatList(['Emma', 'Noah', 'Sara'], 'nl')).toBe('Emma, Noah en Sara');
	expect(formatChoice(['Emma', 'Noah'], 'nl')).toBe('Emma of Noah');
});

it('names keep their infix and sort without it', () => {
	const sara = { givenName: 'Sara', infix: 'van der', familyName: 'Meer' };
	expect(personName(sara)).toBe('Sara van der Meer');
	expect(personSortName(sara)).toBe('Meer, Sara van der');
	expect(personName({ givenName: 'Noah', familyName: 'Bakker' })).toBe('Noah Bakker');
	expect(personSortName({ givenName: 'Noah', infix: null, familyName: 'Bakker' })).toBe('Bakker, Noah');
});

it('words are ordered as a Dutch reader expects', () => {
	expect(['Zoë', 'deel 10', 'Élodie', 'deel 2', 'Emma'].toSorted(compareWords)).toEqual(['deel 2', 'deel 10', 'Élodie', 'Emma', 'Zoë']);
});
