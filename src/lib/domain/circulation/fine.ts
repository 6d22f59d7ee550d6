import type { CalendarDate } from '../shared/calendar-date.ts';
import type { Material } from '../catalogue/title.ts';
import { schoolDaysBetween } from '../school/calendar.ts';
import type { School } from '../school/school.ts';

/** Cents owed for a copy due on `dueOn` and brought back on `returnedOn`; 0 while fines are off. */
export function fineCents(school: School, material: Material, dueOn: CalendarDate, returnedOn: CalendarDate): number {
	const rule = school.rules.fine;
	if (!rule) return 0;
	const perDay = rule.perMaterialCents[material] ?? rule.perSchoolDayCents;
	const cents = perDay * schoolDaysBetween(school, dueOn, returnedOn);
	return rule.capCents === undefined ? cents : Math.min(cents, rule.capCents);
}
