import type { ClosurePeriod } from '#lib/domain/school/school.ts';
import { calendarDateOf } from '#lib/domain/shared/calendar-date.ts';

/** Dutch school holidays in region Midden, first and last closed day (rijksoverheid.nl, overzicht schoolvakanties). */
const holidays = `
herfstvakantie 2024-10-26 2024-11-03
kerstvakantie 2024-12-21 2025-01-05
voorjaarsvakantie 2025-02-22 2025-03-02
meivakantie 2025-04-26 2025-05-04
zomervakantie 2025-07-19 2025-08-31
herfstvakantie 2025-10-18 2025-10-26
kerstvakantie 2025-12-20 2026-01-04
voorjaarsvakantie 2026-02-14 2026-02-22
meivakantie 2026-04-25 2026-05-03
zomervakantie 2026-07-18 2026-08-30
herfstvakantie 2026-10-17 2026-10-25
kerstvakantie 2026-12-19 2027-01-03
voorjaarsvakantie 2027-02-20 2027-02-28
meivakantie 2027-04-24 2027-05-02
zomervakantie 2027-07-17 2027-08-29
herfstvakantie 2027-10-16 2027-10-24
kerstvakantie 2027-12-25 2028-01-09
voorjaarsvakantie 2028-02-26 2028-03-05`;

/** Days of national celebration outside the holidays, when schools are closed. */
const publicHolidays = `
tweede-paasdag 2025-04-21 2025-04-21
hemelvaart 2025-05-29 2025-05-30
tweede-pinksterdag 2025-06-09 2025-06-09
tweede-paasdag 2026-04-06 2026-04-06
bevrijdingsdag 2026-05-05 2026-05-05
hemelvaart 2026-05-14 2026-05-15
tweede-pinksterdag 2026-05-25 2026-05-25
tweede-paasdag 2027-03-29 2027-03-29
hemelvaart 2027-05-06 2027-05-07
tweede-pinksterdag 2027-05-17 2027-05-17`;

/** When the demo school is closed, in order of date. */
export function demoClosurePeriods(): ClosurePeriod[] {
	return `${holidays}${publicHolidays}`
		.trim()
		.split('\n')
		.map((line) => line.split(' '))
		.map(([name = '', from = '', to = '']) => ({
			name: `${name.charAt(0).toUpperCase()}${name.slice(1).replace('-', ' ')}`,
			from: calendarDateOf(from),
			to: calendarDateOf(to)
		}))
		.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
