import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { ClosurePeriod } from '../school.ts';

/** Days off as a file of somebody else names them. */
export interface FiledPeriod extends ClosurePeriod {
	/** The file has it more than once, by a rule; only its first time stands here. */
	readonly repeats: boolean;
	/** Some hours of one day, such as an evening for parents. */
	readonly partOfDay: boolean;
	/** Whether it is meant as a day off: a calendar holds many other things. */
	readonly likely: boolean;
}

export const unreadReasons = ['noDate', 'order', 'cancelled', 'unfinished'] as const;
export type UnreadReason = (typeof unreadReasons)[number];

/** What could not be taken from a file. */
export interface Unread {
	readonly reason: UnreadReason;
	/** Its name, or the line itself. */
	readonly text: string;
	/** Line of a list; the first is 1. */
	readonly line?: number;
}

export interface FiledDaysOff {
	readonly periods: readonly FiledPeriod[];
	readonly unread: readonly Unread[];
}

/** How days off from a file stand to what a school has: not yet there, there already, over, or beside another period. */
export interface Proposal extends FiledPeriod {
	readonly standing: 'new' | 'known' | 'over' | 'overlaps';
	/** Name of the period that it overlaps. */
	readonly other?: string;
	/** Whether to take it unless somebody says otherwise. */
	readonly chosen: boolean;
}

/** Compares a file with the periods of a school, in order of date; what stands twice in the file is named once. */
export function proposalsOf(periods: readonly FiledPeriod[], present: readonly ClosurePeriod[], today: CalendarDate): Proposal[] {
	const once = new Map(periods.map((period) => [`${period.from} ${period.to} ${period.name.toLowerCase()}`, period]));
	return [...once.values()].map((period) => judge(period, present, today)).toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function judge(period: FiledPeriod, present: readonly ClosurePeriod[], today: CalendarDate): Proposal {
	if (present.some(({ from, to }) => from === period.from && to === period.to)) return { ...period, standing: 'known', chosen: false };
	if (period.to < today) return { ...period, standing: 'over', chosen: false };
	const other = present.find(({ from, to }) => from <= period.to && period.from <= to);
	if (other) return { ...period, standing: 'overlaps', other: other.name, chosen: false };
	return { ...period, standing: 'new', chosen: period.likely && !period.partOfDay };
}
