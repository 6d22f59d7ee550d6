import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { GroupPlace, Teaching, TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CalendarDate, Instant } from '#lib/domain/shared/calendar-date.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { RosterRow } from './roster-row.ts';

export type OpenLoans = ReadonlyMap<PatronId, number>;

/** What the school has already. */
export interface RosterNow {
	readonly school: School;
	readonly patrons: readonly Patron[];
	readonly homeClasses: readonly HomeClass[];
	readonly cards: readonly Card[];
	readonly teachingGroups?: readonly TeachingGroup[] | undefined;
	readonly groupPlaces?: readonly GroupPlace[] | undefined;
	readonly teachings?: readonly Teaching[] | undefined;
	readonly openLoans?: OpenLoans | undefined;
	/** The day on which leavers are said to have left. */
	readonly today?: CalendarDate | undefined;
	/** When places and teachers are said to be. */
	readonly at?: Instant | undefined;
}

/** A row with the patron it speaks of. */
export interface Recognition {
	readonly row: RosterRow;
	readonly id: PatronId;
	readonly before: Patron | undefined;
	/** A person said that this patron has another number now. */
	readonly hasNewNumber?: boolean;
}
