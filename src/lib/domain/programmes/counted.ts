import type { CalendarDate } from '../shared/calendar-date.ts';
import type { Edition } from './edition.ts';
import { isEligible, workKey, type ReadTitle } from './eligible.ts';
import type { Participation } from './participation.ts';

/** A reading that came to an end, as the reading log has it. */
export interface FinishedReading {
	readonly entryId: string;
	readonly finishedOn: CalendarDate;
	readonly read: ReadTitle;
}

/** Why a finished reading counts in an edition, or why not. */
export const countVerdicts = ['counts', 'outsideDates', 'notEligible', 'notChosen', 'countedBefore', 'keptOut'] as const;
export type CountVerdict = (typeof countVerdicts)[number];

export interface JudgedReading extends FinishedReading {
	readonly verdict: CountVerdict;
}

/**
 * Judges every finished reading of one participant for one edition. The set decides, not its order: of several readings
 * of one work the one finished first counts. `repeats` lets each reading count.
 */
export function judgeReadings(
	edition: Pick<Edition, 'from' | 'to' | 'eligible' | 'chosenOnly'>,
	participation: Pick<Participation, 'keptOut' | 'chosen'> | undefined,
	readings: readonly FinishedReading[],
	repeats = false
): JudgedReading[] {
	const seen = new Set<string>();
	return readings.toSorted(byEnd).map((reading) => {
		const verdict = judge(reading);
		const key = workKey(reading.read);
		if (verdict !== 'counts') return { ...reading, verdict };
		if (!repeats && seen.has(key)) return { ...reading, verdict: 'countedBefore' as const };
		seen.add(key);
		return { ...reading, verdict };
	});

	function judge({ entryId, finishedOn, read }: FinishedReading): CountVerdict {
		if (finishedOn < edition.from || finishedOn > edition.to) return 'outsideDates';
		if (!isEligible(edition.eligible, read)) return 'notEligible';
		if (edition.chosenOnly && !participation?.chosen?.[read.titleId ?? '']?.value) return 'notChosen';
		return participation?.keptOut?.[entryId]?.value ? 'keptOut' : 'counts';
	}
}

function byEnd(a: FinishedReading, b: FinishedReading): number {
	return compareText(a.finishedOn, b.finishedOn) || compareText(a.entryId, b.entryId);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
