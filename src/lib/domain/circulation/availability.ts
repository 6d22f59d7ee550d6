import type { CalendarDate } from '../shared/calendar-date.ts';
import type { CopyId, TitleId } from '../shared/ids.ts';

/** What anyone in the school may know about a title's copies; names nobody. Absent: every copy is on the shelf. */
export interface Availability {
	readonly id: TitleId;
	/** Copies on loan. */
	readonly out: number;
	/** Copies on the hold shelf. */
	readonly held: number;
	/** Holds in the queue. */
	readonly waiting: number;
	/** First due date among the copies on loan. */
	readonly nextDueOn?: CalendarDate | undefined;
	/** Which copies those are, so that a phone can judge self-service; absent in rows of before. */
	readonly outCopies?: readonly CopyId[] | undefined;
	readonly heldCopies?: readonly CopyId[] | undefined;
}

export function isEverythingIn(availability: Availability): boolean {
	return availability.out === 0 && availability.held === 0 && availability.waiting === 0;
}
