import { calendarDateOf, type CalendarDate } from '../shared/calendar-date.ts';
import type { ClosurePeriod } from './school.ts';

/** The three regions over which the Netherlands spreads its school holidays. */
export const regions = ['noord', 'midden', 'zuid'] as const;
export type Region = (typeof regions)[number];

export const holidayNames = ['Herfstvakantie', 'Kerstvakantie', 'Voorjaarsvakantie', 'Meivakantie', 'Zomervakantie'] as const;
export type HolidayName = (typeof holidayNames)[number];

/** Who published the dates: the ministry, an open data set made from its pages, or schools of the region. */
export type HolidayBasis = 'official' | 'openData' | 'schoolPage';

export interface SchoolHoliday {
	/** `2026-2027` */
	readonly schoolYear: string;
	readonly region: Region;
	readonly name: HolidayName;
	/** First and last free day: a Saturday and a Sunday. */
	readonly from: CalendarDate;
	readonly to: CalendarDate;
	readonly basis: HolidayBasis;
}

/**
 * School year, region, name, first and last free day, basis. Official: rijksoverheid.nl, overzicht schoolvakanties.
 * Open data: OpenHolidays, src/nl. School pages (read November 2026): ckcderegenboog.nl, csgdewaard.nl,
 * montessoricollege.nl, gbbenjamin.nl; weekdays extended to the weekend, first week of a longer May holiday.
 * Spring and summer 2026-2027 of region Zuid are left out: no two sources agreed.
 */
const published = `
2025-2026 noord Herfstvakantie 2025-10-18 2025-10-26 openData
2025-2026 noord Kerstvakantie 2025-12-20 2026-01-04 openData
2025-2026 noord Voorjaarsvakantie 2026-02-21 2026-03-01 openData
2025-2026 noord Meivakantie 2026-04-25 2026-05-03 openData
2025-2026 noord Zomervakantie 2026-07-04 2026-08-16 openData
2025-2026 midden Herfstvakantie 2025-10-18 2025-10-26 openData
2025-2026 midden Kerstvakantie 2025-12-20 2026-01-04 openData
2025-2026 midden Voorjaarsvakantie 2026-02-14 2026-02-22 openData
2025-2026 midden Meivakantie 2026-04-25 2026-05-03 openData
2025-2026 midden Zomervakantie 2026-07-18 2026-08-30 openData
2025-2026 zuid Herfstvakantie 2025-10-11 2025-10-19 openData
2025-2026 zuid Kerstvakantie 2025-12-20 2026-01-04 openData
2025-2026 zuid Voorjaarsvakantie 2026-02-14 2026-02-22 openData
2025-2026 zuid Meivakantie 2026-04-25 2026-05-03 openData
2025-2026 zuid Zomervakantie 2026-07-11 2026-08-23 schoolPage
2026-2027 noord Herfstvakantie 2026-10-10 2026-10-18 schoolPage
2026-2027 noord Kerstvakantie 2026-12-19 2027-01-03 schoolPage
2026-2027 noord Voorjaarsvakantie 2027-02-20 2027-02-28 schoolPage
2026-2027 noord Meivakantie 2027-04-24 2027-05-02 schoolPage
2026-2027 noord Zomervakantie 2027-07-10 2027-08-22 schoolPage
2026-2027 midden Herfstvakantie 2026-10-17 2026-10-25 schoolPage
2026-2027 midden Kerstvakantie 2026-12-19 2027-01-03 schoolPage
2026-2027 midden Voorjaarsvakantie 2027-02-20 2027-02-28 schoolPage
2026-2027 midden Meivakantie 2027-04-24 2027-05-02 schoolPage
2026-2027 midden Zomervakantie 2027-07-17 2027-08-29 schoolPage
2026-2027 zuid Herfstvakantie 2026-10-17 2026-10-25 schoolPage
2026-2027 zuid Kerstvakantie 2026-12-19 2027-01-03 schoolPage
2026-2027 zuid Meivakantie 2027-04-24 2027-05-02 schoolPage
2027-2028 noord Herfstvakantie 2027-10-16 2027-10-24 official
2027-2028 noord Kerstvakantie 2027-12-25 2028-01-09 official
2027-2028 noord Voorjaarsvakantie 2028-02-19 2028-02-27 official
2027-2028 noord Meivakantie 2028-04-29 2028-05-07 official
2027-2028 noord Zomervakantie 2028-07-15 2028-08-27 official
2027-2028 midden Herfstvakantie 2027-10-16 2027-10-24 official
2027-2028 midden Kerstvakantie 2027-12-25 2028-01-09 official
2027-2028 midden Voorjaarsvakantie 2028-02-26 2028-03-05 official
2027-2028 midden Meivakantie 2028-04-29 2028-05-07 official
2027-2028 midden Zomervakantie 2028-07-08 2028-08-20 official
2027-2028 zuid Herfstvakantie 2027-10-23 2027-10-31 official
2027-2028 zuid Kerstvakantie 2027-12-25 2028-01-09 official
2027-2028 zuid Voorjaarsvakantie 2028-02-26 2028-03-05 official
2027-2028 zuid Meivakantie 2028-04-29 2028-05-07 official
2027-2028 zuid Zomervakantie 2028-07-22 2028-09-03 official`;

/** Every holiday known here, in the order of the list. */
export const schoolHolidays: readonly SchoolHoliday[] = published
	.trim()
	.split('\n')
	.map((line) => line.split(' '))
	.map(([schoolYear = '', region, name, from = '', to = '', basis]) => ({
		schoolYear,
		region: region as Region,
		name: name as HolidayName,
		from: calendarDateOf(from),
		to: calendarDateOf(to),
		basis: basis as HolidayBasis
	}));

/** The holidays of a region that are not over on `today`, in order of date, as a school's closure periods. */
export function closurePeriodsOf(region: Region, today: CalendarDate): ClosurePeriod[] {
	return schoolHolidays
		.filter((holiday) => holiday.region === region && holiday.to >= today)
		.map(({ name, from, to }) => ({ name, from, to }))
		.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** Holidays of a region of which no dates are known here, in school years that are not over: the school must fill them in. */
export function unknownHolidays(region: Region, today: CalendarDate): Pick<SchoolHoliday, 'schoolYear' | 'name'>[] {
	const years = [...new Set(schoolHolidays.map((holiday) => holiday.schoolYear))];
	return years
		.filter((schoolYear) => today <= `${schoolYear.slice(-4)}-08-31`)
		.flatMap((schoolYear) => holidayNames.map((name) => ({ schoolYear, name })))
		.filter(({ schoolYear, name }) => !isKnown(region, schoolYear, name));
}

function isKnown(region: Region, schoolYear: string, name: HolidayName): boolean {
	return schoolHolidays.some((each) => each.region === region && each.schoolYear === schoolYear && each.name === name);
}
