import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../shared/calendar-date.ts';
import { idSchema, type AccountId, type GroupId, type Id, type PatronId } from '../shared/ids.ts';
import { schoolYearOf } from '../shared/school-year.ts';
import { longestMinutes } from './lesson.ts';

export type ReadingSessionId = Id<'readingSession'>;

/** Free reading in class: everybody who was there read what they liked for so many minutes. */
export const readingSessionSchema = z.object({
	id: idSchema<ReadingSessionId>(),
	groupId: idSchema<GroupId>(),
	on: calendarDateSchema,
	minutes: z.number().int().min(1).max(longestMinutes),
	/** How many were there. */
	pupils: z.number().int().nonnegative(),
	/** Who was there. Stays at the server, which counts the minutes of each pupil; others get the number only. */
	patronIds: z.array(idSchema<PatronId>()).max(400).optional(),
	/** Who wrote it down. */
	accountId: idSchema<AccountId>(),
	/** False once it was taken back. */
	active: z.boolean()
});
export type ReadingSession = z.infer<typeof readingSessionSchema>;

/** Minutes of free reading in class by school year. */
export type ReadingMinutes = Readonly<Record<string, number>>;

export function addMinutes(sums: ReadingMinutes, session: { readonly on: CalendarDate; readonly minutes: number }): ReadingMinutes {
	const year = schoolYearOf(session.on);
	return { ...sums, [year]: (sums[year] ?? 0) + session.minutes };
}
