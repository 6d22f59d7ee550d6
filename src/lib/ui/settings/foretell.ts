import { dueOnForCheckOut, dueOnForRenewal, termFor } from '#lib/domain/circulation/due-date.ts';
import { fineCents } from '#lib/domain/circulation/fine.ts';
import { addOpenDays } from '#lib/domain/school/calendar.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { sampleSubject, type Sample } from './sample-loan.ts';

/** School days late in the example of a fine. */
const lateDays = 5;

/** What becomes of a loan that starts today, by the functions that the desk itself uses. */
export interface Foretold {
	readonly dueOn: CalendarDate;
	/** After one renewal on the due date; absent: no renewals. */
	readonly renewedUntil: CalendarDate | undefined;
	readonly renewals: number;
	/** Five school days after the due date, and what it would cost then. */
	readonly lateOn: CalendarDate;
	readonly fineCents: number;
}

export function foretell(school: School, sample: Sample, today: CalendarDate): Foretold {
	const subject = sampleSubject(school, sample);
	const { renewals } = termFor(subject);
	const dueOn = dueOnForCheckOut(subject, today);
	const lateOn = addOpenDays(school, dueOn, lateDays);
	return {
		dueOn,
		renewedUntil: renewals > 0 ? dueOnForRenewal(subject, dueOn, dueOn) : undefined,
		renewals,
		lateOn,
		fineCents: fineCents(school, sample.material, dueOn, lateOn)
	};
}
