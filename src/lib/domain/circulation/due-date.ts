import { addDays, earliest, type CalendarDate } from '../shared/calendar-date.ts';
import type { Copy, Title } from '../catalogue/title.ts';
import type { HomeClass, Patron } from '../people/patron.ts';
import { openDayFrom, openDayUntil } from '../school/calendar.ts';
import type { LoanTerm, School } from '../school/school.ts';

export interface LoanSubject {
	readonly school: School;
	readonly title: Title;
	readonly copy: Copy;
	readonly patron: Patron;
	readonly homeClass?: HomeClass | undefined;
}

/** How many conditions a term names; the ordinary term names none. */
function conditions(term: LoanTerm): number {
	return [term.material, term.loanType, term.patronCategory, term.locationId].filter((c) => c !== undefined).length;
}

function matches(term: LoanTerm, { title, copy, patron }: LoanSubject): boolean {
	return (
		(term.material === undefined || term.material === title.material) &&
		(term.loanType === undefined || term.loanType === copy.loanType) &&
		(term.patronCategory === undefined || term.patronCategory === patron.category) &&
		(term.locationId === undefined || term.locationId === copy.locationId)
	);
}

/** The term that counts for this loan: the shortest deviating term wins, else the ordinary one (product.md, market leader's bar). */
export function termFor(subject: LoanSubject): LoanTerm {
	const matching = subject.school.rules.terms.filter((term) => matches(term, subject));
	const deviating = matching.filter((term) => conditions(term) > 0);
	const shortest = deviating.toSorted((a, b) => a.days - b.days)[0];
	return shortest ?? matching[0] ?? { days: 21, renewals: 0, renewalDays: 21 };
}

/** The final return date that binds this patron: the earliest of school, year layer and class that is not past. */
export function finalReturnDateFor(subject: LoanSubject, today: CalendarDate): CalendarDate | undefined {
	const { patron, homeClass } = subject;
	return subject.school.rules.finalReturnDates
		.filter((final) => final.on >= today)
		.filter((final) => final.homeClassId === undefined || final.homeClassId === patron.homeClassId)
		.filter((final) => final.yearLayer === undefined || final.yearLayer === homeClass?.yearLayer)
		.map((final) => final.on)
		.toSorted()[0];
}

/** The last day on which this loan may end: the patron's final return date, or the day the copy's batch goes back (B8). */
function lastDayFor(subject: LoanSubject, today: CalendarDate): CalendarDate | undefined {
	const { backOn } = subject.copy;
	const days = [finalReturnDateFor(subject, today), backOn !== undefined && backOn >= today ? backOn : undefined];
	return days.filter((day) => day !== undefined).toSorted()[0];
}

/**
 * The day a copy lent on `today` for `days` must be back.
 * Rolls forward out of weekends and closure periods; a final return date beats everything,
 * and rolls backward, because after it nobody is there to take the copy in.
 */
export function dueOnAfter(subject: LoanSubject, today: CalendarDate, days: number): CalendarDate {
	return withinCalendar(subject, today, addDays(today, days));
}

/**
 * Where a due date belongs in the calendar as it is now: the same day, the first open day after a closure, or the last
 * open day before a final return date (C7). Past due dates stay: those copies are late already.
 */
export function dueOnInCalendar(subject: LoanSubject, today: CalendarDate, dueOn: CalendarDate): CalendarDate {
	return dueOn < today ? dueOn : withinCalendar(subject, today, dueOn);
}

function withinCalendar(subject: LoanSubject, today: CalendarDate, day: CalendarDate): CalendarDate {
	const rolled = openDayFrom(subject.school, day);
	const last = lastDayFor(subject, today);
	return last === undefined ? rolled : earliest(rolled, openDayUntil(subject.school, last));
}

export function dueOnForCheckOut(subject: LoanSubject, today: CalendarDate): CalendarDate {
	return dueOnAfter(subject, today, termFor(subject).days);
}

/** Counted from today, never earlier than the present due date. */
export function dueOnForRenewal(subject: LoanSubject, today: CalendarDate, dueOn: CalendarDate): CalendarDate {
	const renewed = dueOnAfter(subject, today, termFor(subject).renewalDays);
	return renewed > dueOn ? renewed : dueOn;
}
