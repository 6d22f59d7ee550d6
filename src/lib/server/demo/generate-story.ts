import { trapped, type Hold } from '#lib/domain/circulation/hold.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { openDayFrom } from '#lib/domain/school/calendar.ts';
import type { School } from '#lib/domain/school/school.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { HoldId, TitleId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';
import { deskTime, openDays } from './generate-days.ts';
import type { Shelves } from './generate-shelves.ts';

/** Copies set apart for the patrons that a visitor signs in as. */
export interface Story {
	readonly pupil: Patron;
	readonly teacher: Patron;
	/** Ten free copies of different titles. */
	readonly copies: readonly Copy[];
	/** For whom something lies on the hold shelf. */
	readonly others: readonly Patron[];
}

const storyCopies = 10;

/** Free copies of different titles, the second or later of each so that the title stays on the shelf. */
export function chooseStory(patrons: readonly Patron[], pupilPlace: number, copies: readonly Copy[]): Story {
	const pupil = patrons[pupilPlace];
	const teacher = patrons.find((patron) => patron.category === 'teacher');
	if (!pupil || !teacher) throw new Error('the demo school needs a pupil and a teacher');
	const seen = new Set<TitleId>();
	const chosen = copies.filter((copy) => {
		const usable = copy.status === 'inService' && copy.loanType === 'normal';
		const again = seen.has(copy.titleId);
		seen.add(copy.titleId);
		return usable && again;
	});
	const oneEach = chosen.filter((copy, i) => chosen.findIndex((other) => other.titleId === copy.titleId) === i);
	const every = Math.max(1, Math.floor(oneEach.length / storyCopies));
	return {
		pupil,
		teacher,
		copies: oneEach.filter((_, i) => i % every === 0).slice(0, storyCopies),
		others: [40, 200, 350].flatMap((place) => patrons[place] ?? []).filter((patron) => patron.id !== pupil.id)
	};
}

/** What a visitor sees under "my loans": read, due soon, late and waited for. */
export function tellStory(story: Story, shelves: Shelves, school: School, titles: readonly Title[], today: CalendarDate): void {
	const days = openDays(school, addDays(today, -150), today);
	const { pupil, teacher, copies } = story;
	const [read, readToo, late, soon, lent, teaching, teachingToo, ...aside] = copies;
	const lendOn = (copy: Copy | undefined, patron: Patron, day: CalendarDate | undefined) =>
		copy && day ? shelves.lend(copy, patron, day, deskTime(school, day, 10.4)) : undefined;
	for (const [copy, ago] of [[read, 120], [readToo, 95]] as const) {
		const day = openDayFrom(school, addDays(today, -ago));
		const loan = day < today ? lendOn(copy, pupil, day) : undefined;
		const back = loan && openDayFrom(school, addDays(day, 12));
		if (loan && back && back < today) shelves.takeIn(loan, deskTime(school, back, 12.6));
	}
	const dueOf = (copy: Copy | undefined) => (day: CalendarDate) => (copy ? shelves.dueOn(copy, pupil, day) : day);
	lendOn(late, pupil, lateDay(days, dueOf(late), today));
	lendOn(soon, pupil, soonDay(days, dueOf(soon), today));
	lendOn(lent, pupil, days.at(-1));
	for (const copy of [teaching, teachingToo]) lendOn(copy, teacher, days.at(-5));
	const wanted = mostWanted(shelves, titles);
	if (wanted) shelves.putHold(waiting(wanted.id, pupil, deskTime(school, days.at(-2) ?? today, 15)));
	story.others.forEach((patron, i) => {
		const [copy, lastDay] = [aside[i], days.at(-1)];
		if (!copy || !lastDay) return;
		const hold = waiting(copy.titleId, patron, deskTime(school, days.at(-6) ?? lastDay, 12.5));
		shelves.putHold(trapped(hold, copy.id, school, lastDay));
	});
}

type DueOf = (day: CalendarDate) => CalendarDate;

/** A day whose due date passed about a week ago; when holidays leave none, the last that passed. */
function lateDay(days: readonly CalendarDate[], dueOf: DueOf, today: CalendarDate): CalendarDate | undefined {
	const week = days.findLast((day) => dueOf(day) >= addDays(today, -10) && dueOf(day) <= addDays(today, -2));
	return week ?? days.findLast((day) => dueOf(day) < today);
}

/** A day whose due date comes within days; when holidays leave none, the first that comes. */
function soonDay(days: readonly CalendarDate[], dueOf: DueOf, today: CalendarDate): CalendarDate | undefined {
	return days.find((day) => dueOf(day) > today);
}

/** A title of which every copy is out, so that its hold really waits. */
function mostWanted(shelves: Shelves, titles: readonly Title[]): Title | undefined {
	const out = titles.filter((title) => !shelves.copiesOf(title.id).some((copy) => shelves.isOnShelf(copy)));
	return out.toSorted((a, b) => shelves.holdsOn(b.id).length - shelves.holdsOn(a.id).length)[0];
}

function waiting(titleId: TitleId, patron: Patron, placedAt: number): Hold {
	const id = naturalId<HoldId>('hold', titleId, patron.id);
	return { id, titleId, patronId: patron.id, placedAt, priority: 0, status: 'waiting' };
}

