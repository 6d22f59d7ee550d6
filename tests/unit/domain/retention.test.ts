import { describe, expect, it } from 'vitest';
import { namesKeptSince } from '#lib/domain/circulation/retention.ts';
import { aSchool, day } from '../../builders/domain.ts';

describe('how long loans say whose they were', () => {
	it.each([
		['2026-11-23', '2026-08-01'],
		['2027-07-31', '2026-08-01'],
		['2027-08-01', '2027-08-01'],
		['2028-02-29', '2027-08-01']
	])('until the end of the school year, seen on %s', (today, since) => {
		expect(namesKeptSince(aSchool(), day(today))).toBe(since);
	});

	it('or a number of days, where the school says so', () => {
		expect(namesKeptSince(aSchool({ retentionDays: 30 }), day('2026-11-23'))).toBe('2026-10-24');
		expect(namesKeptSince(aSchool({ retentionDays: 0 }), day('2026-11-23'))).toBe('2026-11-23');
	});
});
