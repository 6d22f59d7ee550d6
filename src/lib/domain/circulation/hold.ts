import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../shared/calendar-date.ts';
import { idSchema, type CopyId, type HoldId, type PatronId, type TitleId } from '../shared/ids.ts';
import { addOpenDays } from '../school/calendar.ts';
import type { School } from '../school/school.ts';

export const holdSchema = z.object({
	id: idSchema<HoldId>(),
	titleId: idSchema<TitleId>(),
	patronId: idSchema<PatronId>(),
	/** See `OfPatron` in people/patron-merge.ts. */
	recordedFor: idSchema<PatronId>().optional(),
	placedAt: z.number(),
	/** Higher goes first; equal priorities by time of placing. */
	priority: z.number().int().default(0),
	status: z.enum(['waiting', 'onShelf', 'fulfilled', 'cancelled']),
	/** The copy put aside, while on the shelf. */
	copyId: idSchema<CopyId>().optional(),
	/** Last day it stays on the hold shelf. */
	shelvedUntil: calendarDateSchema.optional(),
	/** In the queue, as the server counts it for the patron's own devices; stored nowhere. */
	place: z.number().int().positive().optional()
});
export type Hold = z.infer<typeof holdSchema>;

export function isActive(hold: Hold): boolean {
	return hold.status === 'waiting' || hold.status === 'onShelf';
}

/** Order of the queue on one title. */
export function compareHolds(a: Hold, b: Hold): number {
	return b.priority - a.priority || a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1);
}

/** The hold a copy of this title should be put aside for, if any waits. */
export function nextWaiting(holds: readonly Hold[]): Hold | undefined {
	return holds.filter((hold) => hold.status === 'waiting').toSorted(compareHolds)[0];
}

/** 1-based place in the queue of the title; `undefined` when the hold no longer waits. */
export function queuePlace(hold: Hold, holds: readonly Hold[]): number | undefined {
	const index = holds
		.filter((other) => other.status === 'waiting')
		.toSorted(compareHolds)
		.findIndex((other) => other.id === hold.id);
	return index < 0 ? undefined : index + 1;
}

export function trapped(hold: Hold, copyId: CopyId, school: School, today: CalendarDate): Hold {
	return { ...hold, status: 'onShelf', copyId, shelvedUntil: addOpenDays(school, today, school.rules.holdShelfDays) };
}

/** Back into the queue at its old place: what happened to the copy is not the patron's fault. */
export function backInQueue(hold: Hold): Hold {
	const { copyId: _copy, shelvedUntil: _until, ...rest } = hold;
	return { ...rest, status: 'waiting' };
}

/** Put aside too long: the copy may go back to the shelf. */
export function isShelfTimeOver(hold: Hold, today: CalendarDate): boolean {
	return hold.status === 'onShelf' && hold.shelvedUntil !== undefined && hold.shelvedUntil < today;
}
