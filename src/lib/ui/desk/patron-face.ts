import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';

/** A loan as the desk shows it. */
export interface LoanFace {
	readonly id: string;
	readonly title: string;
	readonly authors: readonly string[];
	readonly genre?: string | undefined;
	readonly isbns?: readonly string[] | undefined;
	readonly dueOn: CalendarDate;
	/** Whole days; 0 or less: not late. */
	readonly daysLate: number;
	/** Not confirmed by the server yet. */
	readonly pending: boolean;
}

/** A hold of the patron that is open now. */
export interface HoldFace {
	readonly id: string;
	readonly title: string;
	/** Lies on the hold shelf, ready to go along. */
	readonly ready: boolean;
	/** Place in the queue while it waits. */
	readonly place?: number | undefined;
}

/** Something to say when this patron comes. */
export interface FlagFace {
	readonly key: string;
	readonly tone: 'attention' | 'refused' | 'neutral';
	readonly text: string;
}

/** Who stands at the desk. */
export interface PatronFace {
	readonly name: string;
	/** Class, or what the patron is when there is none. */
	readonly group: string;
	readonly photoUrl?: string | undefined;
	readonly pageHref: string;
}
