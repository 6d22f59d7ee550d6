import type { CalendarDate } from '../shared/calendar-date.ts';
import { dueOnInCalendar, type LoanSubject } from './due-date.ts';
import type { OpenLoan } from './loan.ts';

/** Loans in one operation: re-folding that many copies stays within one short transaction. */
export const mostMovedDueDates = 50;

/** A loan whose due date the calendar no longer allows, and the day it would get. */
export interface DueMove {
	readonly loan: OpenLoan;
	readonly to: CalendarDate;
}

/** Open loans whose due date is on a closed day or past a final return date, in order of date. */
export function dueMovesOf(loans: Iterable<{ readonly loan: OpenLoan; readonly subject: LoanSubject }>, today: CalendarDate): DueMove[] {
	const moves: DueMove[] = [];
	for (const { loan, subject } of loans) {
		const to = dueOnInCalendar(subject, today, loan.dueOn);
		if (to !== loan.dueOn) moves.push({ loan, to });
	}
	return moves.toSorted((a, b) => (a.loan.dueOn < b.loan.dueOn ? -1 : a.loan.dueOn > b.loan.dueOn ? 1 : 0));
}
