import { daysBetween, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export interface DueWords {
	/** What to do, or when. */
	readonly text: string;
	/** The date or the days that go with it. */
	readonly more: string;
	readonly tone: 'neutral' | 'attention' | 'refused';
}

/** From here on "nog 3 dagen" says more than a date. */
const SOON = 3;

/** When something must go back, as a pupil reads it. */
export function dueWords(dueOn: CalendarDate, today: CalendarDate): DueWords {
	const days = daysBetween(today, dueOn);
	const date = formatDate(dueOn);
	if (days < 0) return { text: m.my_loans_late(), more: m.my_due_was({ date }), tone: 'refused' };
	if (days === 0) return { text: m.my_due_today(), more: date, tone: 'attention' };
	if (days === 1) return { text: m.my_due_tomorrow(), more: date, tone: 'attention' };
	const left = m.my_due_in({ count: days });
	return { text: m.my_due_on({ date }), more: left, tone: days <= SOON ? 'attention' : 'neutral' };
}
