import { daysBetween, latest, type CalendarDate } from '../shared/calendar-date.ts';
import { judgeReadings, type FinishedReading } from './counted.ts';
import type { Edition, Step, StepRule, Strand } from './edition.ts';
import { takesPart, type Participation } from './participation.ts';

/** What the class of a participant did together. */
export interface ClassEvidence {
	readonly lessons: readonly { readonly strand: Strand }[];
	readonly packHandedOut: boolean;
	/** Rounds in which this participant was entered. */
	readonly roundIds: readonly string[];
}

export interface Evidence {
	readonly readings: readonly FinishedReading[];
	readonly classEvidence: ClassEvidence;
	/** Of the exam reading file. */
	readonly readingListComplete: boolean;
}

export const noClassEvidence: ClassEvidence = { lessons: [], packHandedOut: false, roundIds: [] };

export interface StepProgress {
	readonly stepId: string;
	readonly have: number;
	readonly need: number;
}

export const progressStates = ['notTakingPart', 'notStarted', 'busy', 'done'] as const;
export type ProgressState = (typeof progressStates)[number];

export interface Progress {
	readonly state: ProgressState;
	readonly steps: readonly StepProgress[];
	/** Titles that count, each work once. */
	readonly titles: number;
	/** What this participant set out to read, where the edition has a target. */
	readonly target?: number | undefined;
	/** Day of the last thing that counted. */
	readonly lastOn?: CalendarDate | undefined;
}

/**
 * How far one participant is in one edition: the one place where the rules of an edition are read, on a phone, on a
 * laptop and on the server. Depends on the set of what happened, never on its order.
 */
export function evaluate(edition: Edition, participation: Participation | undefined, evidence: Evidence): Progress {
	const judged = judgeReadings(edition, participation, evidence.readings);
	const counting = judged.filter((reading) => reading.verdict === 'counts');
	const target = edition.target && agreedTarget(edition.target, participation);
	const steps = edition.steps.map((step) => progressOf(step));
	const lastOn = counting.map((reading) => reading.finishedOn).reduce<CalendarDate | undefined>((a, b) => (a ? latest(a, b) : b), undefined);
	return { state: stateOf(), steps, titles: counting.length, ...(target && { target }), ...(lastOn && { lastOn }) };

	function progressOf({ id: stepId, rule }: Step): StepProgress {
		const need = neededFor(rule, target);
		return { stepId, need, have: Math.min(need, found(stepId, rule)) };
	}

	function found(stepId: string, rule: StepRule): number {
		switch (rule.type) {
			case 'titles':
				return rule.repeats ? judgeReadings(edition, participation, evidence.readings, true).filter((each) => each.verdict === 'counts').length : counting.length;
			case 'votes':
				return participation?.votes?.value.length ?? 0;
			case 'tick':
				return participation?.ticks?.[stepId]?.value ? 1 : 0;
			case 'sheet':
				return rule.questions.filter((question) => participation?.answers?.[question.id]?.value.trim()).length;
			case 'round':
				return evidence.classEvidence.roundIds.includes(rule.roundId) ? 1 : 0;
			case 'lessons':
				return evidence.classEvidence.lessons.filter((lesson) => rule.strands.length === 0 || rule.strands.includes(lesson.strand)).length;
			case 'pack':
				return evidence.classEvidence.packHandedOut ? 1 : 0;
			case 'readingList':
				return evidence.readingListComplete ? 1 : 0;
		}
	}

	function stateOf(): ProgressState {
		if (!takesPart(edition, participation)) return 'notTakingPart';
		if (steps.length > 0 && steps.every((step) => step.have >= step.need)) return 'done';
		// What the whole class got is not something this pupil began with.
		const began = edition.steps.some(({ rule }, i) => rule.type !== 'pack' && rule.type !== 'lessons' && (steps[i]?.have ?? 0) > 0);
		return began || counting.length > 0 ? 'busy' : 'notStarted';
	}
}

/** How much of a rule is all of it. `target`: the number agreed with this participant. */
export function neededFor(rule: StepRule, target: number | undefined): number {
	switch (rule.type) {
		case 'titles':
			return rule.perParticipant ? (target ?? rule.count) : rule.count;
		case 'votes':
		case 'lessons':
			return rule.count;
		case 'sheet':
			return rule.questions.length;
		default:
			return 1;
	}
}

function agreedTarget(target: NonNullable<Edition['target']>, participation: Participation | undefined): number {
	return target.adjustable ? (participation?.target?.value ?? target.titles) : target.titles;
}

/** Busy, and nothing has counted for longer than the edition allows. */
export function isStuck(edition: Edition, progress: Progress, today: CalendarDate): boolean {
	if (progress.state !== 'busy' || edition.closed || today > edition.to) return false;
	return daysBetween(progress.lastOn ?? edition.from, today) > edition.stuckAfterDays;
}
