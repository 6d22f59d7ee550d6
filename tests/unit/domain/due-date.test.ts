import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOnForCheckOut, dueOnInCalendar, dueOnForRenewal, finalReturnDateFor, termFor } from '#lib/domain/circulation/due-date.ts';
import { fineCents } from '#lib/domain/circulation/fine.ts';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { isOpen } from '#lib/domain/school/calendar.ts';
import { addDays } from '#lib/domain/shared/calendar-date.ts';
import { aCopy, aPatron, aSchool, aTitle, day } from '../../builders/domain.ts';

const christmas = { name: 'Kerstvakantie', from: day('2026-12-19'), to: day('2027-01-03') };
const subject = (school = aSchool({ closurePeriods: [christmas] })) => ({ school, title: aTitle(), copy: aCopy(), patron: aPatron() });

describe('a due date', () => {
	it('is the term counted from today', () => {
		expect(dueOnForCheckOut(subject(), day('2026-11-23'))).toBe('2026-12-14');
	});

	it('rolls out of a weekend and out of a closure period', () => {
		expect(dueOnForCheckOut(subject(), day('2026-11-21'))).toBe('2026-12-14');
		expect(dueOnForCheckOut(subject(), day('2026-12-01'))).toBe('2027-01-04');
	});

	it('never passes a final return date, and is the last open day before it when it falls in a closure', () => {
		const rules = { finalReturnDates: [{ on: day('2026-12-20') }] };
		const school = aSchool({ closurePeriods: [christmas], rules });
		expect(dueOnForCheckOut(subject(school), day('2026-12-10'))).toBe('2026-12-18');
	});

	it('obeys a final return date of the patron’s own year layer only', () => {
		const school = aSchool({ rules: { finalReturnDates: [{ on: day('2026-12-04'), yearLayer: 6 }] } });
		const homeClass = { id: 'class-1' as never, name: 'V6a', yearLayer: 6, tracks: [] };
		expect(dueOnForCheckOut({ ...subject(school), homeClass }, day('2026-11-23'))).toBe('2026-12-04');
		expect(finalReturnDateFor(subject(school), day('2026-11-23'))).toBeUndefined();
	});

	it('never passes the day on which the copy’s batch goes back to its owner', () => {
		const ofBatch = { ...subject(), copy: aCopy({ backOn: day('2026-12-06') }) };
		expect(dueOnForCheckOut(ofBatch, day('2026-11-23'))).toBe('2026-12-04');
		expect(dueOnForCheckOut(ofBatch, day('2026-12-07'))).toBe('2027-01-04');
	});

	it('moves with the calendar: out of a closure, before a final return date, and never when it is past', () => {
		const today = day('2026-12-10');
		expect(dueOnInCalendar(subject(), today, day('2026-12-22'))).toBe('2027-01-04');
		expect(dueOnInCalendar(subject(), today, day('2026-12-14'))).toBe('2026-12-14');
		expect(dueOnInCalendar(subject(), today, day('2026-12-05'))).toBe('2026-12-05');
		const school = aSchool({ closurePeriods: [christmas], rules: { finalReturnDates: [{ on: day('2026-12-20') }] } });
		expect(dueOnInCalendar(subject(school), today, day('2027-02-01'))).toBe('2026-12-18');
	});

	it('follows the shortest deviating term', () => {
		const school = aSchool({
			rules: { terms: [{ days: 21, renewals: 2, renewalDays: 21 }, { material: 'dvd', days: 7, renewals: 0, renewalDays: 7 }, { patronCategory: 'teacher', days: 60, renewals: 5, renewalDays: 60 }] }
		});
		const teacherWithDvd = { ...subject(school), title: aTitle({ material: 'dvd' }), patron: aPatron({ category: 'teacher' }) };
		expect(termFor(teacherWithDvd).days).toBe(7);
		expect(termFor({ ...subject(school), patron: aPatron({ category: 'teacher' }) }).days).toBe(60);
	});

	it('does not shrink by renewing', () => {
		expect(dueOnForRenewal(subject(), day('2026-11-23'), day('2027-02-01'))).toBe('2027-02-01');
	});

	it('is always a day on which the school is open', () => {
		const school = aSchool({ closurePeriods: [christmas] });
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 400 }), (offset) => {
				expect(isOpen(school, dueOnForCheckOut(subject(school), addDays(day('2026-08-01'), offset)))).toBe(true);
			})
		);
	});
});

describe('the published rules of RSG Enkhuizen', () => {
	const school = aSchool({ closurePeriods: [christmas], rules: rulePresets.rsg });

	it('lend 21 days, DVDs and magazines 7, class sets 42', () => {
		expect(termFor(subject(school)).days).toBe(21);
		expect(termFor({ ...subject(school), title: aTitle({ material: 'dvd' }) }).days).toBe(7);
		expect(termFor({ ...subject(school), title: aTitle({ material: 'magazine' }) }).days).toBe(7);
		expect(termFor({ ...subject(school), copy: aCopy({ loanType: 'classSet' }) }).days).toBe(42);
	});

	it('fine € 0.10 a school day, € 0.25 for a DVD, and count no weekend and no holiday', () => {
		expect(fineCents(school, 'book', day('2026-12-17'), day('2027-01-05'))).toBe(30);
		expect(fineCents(school, 'dvd', day('2026-12-17'), day('2027-01-05'))).toBe(75);
		expect(fineCents(school, 'book', day('2026-12-17'), day('2026-12-17'))).toBe(0);
	});
});

it('fines nothing where fines are off', () => {
	expect(fineCents(aSchool(), 'book', day('2026-01-01'), day('2026-11-23'))).toBe(0);
});
