import { describe, expect, it } from 'vitest';
import { closurePeriodsOf, holidayNames, regions, schoolHolidays, unknownHolidays } from '#lib/domain/school/holidays.ts';
import { calendarDateOf, daysBetween, weekdayOf } from '#lib/domain/shared/calendar-date.ts';

const saturday = 5;
const sunday = 6;
const usualDays = { Herfstvakantie: 9, Kerstvakantie: 16, Voorjaarsvakantie: 9, Meivakantie: 9, Zomervakantie: 44 } as const;

describe('school holidays', () => {
	it.each(schoolHolidays)('$schoolYear $region $name runs from a Saturday to a Sunday, for as long as is usual', (holiday) => {
		expect(weekdayOf(holiday.from)).toBe(saturday);
		expect(weekdayOf(holiday.to)).toBe(sunday);
		expect(daysBetween(holiday.from, holiday.to) + 1).toBe(usualDays[holiday.name]);
	});

	it('stand once for each year, region and name, but for two of region Zuid that no two sources agree on', () => {
		const keys = schoolHolidays.map(({ schoolYear, region, name }) => `${schoolYear} ${region} ${name}`);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys).toHaveLength(3 * regions.length * holidayNames.length - 2);
		expect(unknownHolidays('zuid', calendarDateOf('2026-11-23'))).toEqual([
			{ schoolYear: '2026-2027', name: 'Voorjaarsvakantie' },
			{ schoolYear: '2026-2027', name: 'Zomervakantie' }
		]);
		expect(unknownHolidays('noord', calendarDateOf('2026-11-23'))).toEqual([]);
		expect(unknownHolidays('zuid', calendarDateOf('2027-10-01'))).toEqual([]);
	});

	it('lie inside their school year', () => {
		for (const { schoolYear, from, to } of schoolHolidays) {
			const [first, last] = schoolYear.split('-');
			expect(from > `${first}-08-31` && to < `${last}-09-10`).toBe(true);
		}
	});

	it('of a region become the closure periods of a school, without what is over', () => {
		const periods = closurePeriodsOf('midden', calendarDateOf('2026-11-23'));
		expect(periods[0]).toEqual({ name: 'Kerstvakantie', from: '2026-12-19', to: '2027-01-03' });
		expect(periods).toHaveLength(9);
		expect(closurePeriodsOf('midden', calendarDateOf('2026-10-25'))[0]?.name).toBe('Herfstvakantie');
	});
});
