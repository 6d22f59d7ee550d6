import { calendarDateSchema } from '#lib/domain/shared/calendar-date.ts';
import type { ClosurePeriod } from '#lib/domain/school/school.ts';

/** A closure period while somebody types it; days may be empty. */
export interface PeriodDraft {
	readonly key: number;
	/** Its last day when it was opened; empty for a new one. What is being typed does not move it about. */
	readonly endedOn: string;
	name: string;
	from: string;
	to: string;
}

let lastKey = 0;

export function newPeriod(name = '', from = '', to = ''): PeriodDraft {
	return { key: ++lastKey, endedOn: to, name, from, to };
}

export type PeriodProblem = 'name' | 'from' | 'to' | 'order';

/** What is still wrong with a period; `undefined`: nothing. */
export function problemOfPeriod({ name, from, to }: PeriodDraft): PeriodProblem | undefined {
	if (name.trim() === '') return 'name';
	if (!calendarDateSchema.safeParse(from).success) return 'from';
	if (!calendarDateSchema.safeParse(to).success) return 'to';
	return from <= to ? undefined : 'order';
}

/** The periods that are complete, in order of date. */
export function closurePeriodsFrom(drafts: readonly PeriodDraft[]): ClosurePeriod[] {
	return drafts
		.filter((draft) => problemOfPeriod(draft) === undefined)
		.map(({ name, from, to }) => ({ name: name.trim(), from: calendarDateSchema.parse(from), to: calendarDateSchema.parse(to) }))
		.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
