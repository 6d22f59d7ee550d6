import type { Lesson, LessonId } from '#lib/domain/classroom/lesson.ts';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import { strands } from '#lib/domain/programmes/edition.ts';
import { openDayUntil } from '#lib/domain/school/calendar.ts';
import type { School } from '#lib/domain/school/school.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';

interface Input {
	readonly school: School;
	readonly homeClasses: readonly HomeClass[];
	/** Wrote them down. */
	readonly accountId: AccountId;
	readonly today: CalendarDate;
}

const topics = [
	{ subject: 'aardrijkskunde', topic: 'Is deze foto echt?' },
	{ subject: 'geschiedenis', topic: 'Bronnen vergelijken' },
	{ subject: 'biologie', topic: 'Slim zoeken naar onderzoek' },
	{ subject: 'Nederlands', topic: 'Nieuws of reclame?' }
];

/** Lessons in digital literacy of the last weeks: some classes had three, some none yet. Nothing is drawn by chance. */
export function generateLessons({ school, homeClasses, accountId, today }: Input): Lesson[] {
	return homeClasses.flatMap((homeClass, place) =>
		Array.from({ length: place % 4 }, (_, i): Lesson => {
			const on = openDayUntil(school, addDays(today, -(5 + 7 * i + (place % 5))));
			const id = naturalId<LessonId>('lesson', homeClass.id, String(i));
			const strand = strands[i % strands.length] ?? 'informationSkills';
			return { id, groupId: homeClass.id, strand, on, minutes: 50, accountId, active: true, ...topics[(place + i) % topics.length] };
		})
	);
}
