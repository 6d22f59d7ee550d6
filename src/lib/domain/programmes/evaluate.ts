import { daysBetween, latest, type CalendarDate } from '../shared/calendar-date.ts';
import { keysThatAre } from '../shared/register.ts';
import { judgeReadings, type FinishedReading } from './counted.ts';
import { countsTitles, type Edition, type Step, type StepRule, type Strand } from './edition.ts';
import { takesPart, type Participation } from './participation.ts';

/** What a participant read that counts: numbers only, so that it may be told to a teacher. */
export interface ReadCounts {
	/** Each work once. */
	readonly titles: number;
	/** Each reading, for steps in which a work counts again. */
	readonly readings: number;
	/** Day on which the last of them was finished. */
	readonly lastOn?: CalendarDate | undefined;
}

/** What happened around a participant. */
export interface Evidence {
	readonly counts: ReadCounts;
	/** Of the class. */
	readonly lessons: readonly Strand[];
	readonly packHandedOut: boolean;
	/** Rounds in which this participant was entered. */
	readonly roundIds: readonly string[];
	/** Of the exam reading file. */
	readonly readingListComplete: boolean;
	/** How many votes, answers and chosen titles there are, where the participation at hand does not show them (a teacher's). */
	readonly votes?: number | undefined;
	readonly answers?: number | undefined;
	readonly chosen?: number | undefined;
}

export const nothingRead: ReadCounts = { titles: 0, readings: 0 };
export const noEvidence: Evidence = { counts: nothingRead, lessons: [], packHandedOut: false, roundIds: [], readingListComplete: false };

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
	readonly counts: ReadCounts;
	/** What this participant set out to read, where the edition has a target. */
	readonly target?: number | undefined;
}

/** Counts what one participant read for one edition. Depends on the set of readings, never on their order. */
export function countReadings(edition: Edition, participation: Participation | undefined, readings: readonly FinishedReading[]): ReadCounts {
	const counting = judgeReadings(edition, participation, readings, true).filter((reading) => reading.verdict === 'counts');
	const titles = judgeReadings(edition, participation, readings).filter((reading) => reading.verdict === 'counts').length;
	const lastOn = counting.map((reading) => reading.finishedOn).reduce<CalendarDate | undefined>((a, b) => (a ? latest(a, b) : b), undefined);
	return { titles, readings: counting.length, ...(lastOn && { lastOn }) };
}

/** How far one participant is in one edition: the one place where its steps are read, on phone, laptop and server. */
export function evaluate(edition: Edition, participation: Participation | undefined, evidence: Evidence): Progress {
	const { counts } = evidence;
	const target = edition.target && agreedTarget(edition.target, participation);
	const steps = edition.steps.map((step) => {
		const need = neededFor(step.rule, target);
		return { stepId: step.id, need, have: Math.min(need, found(step, participation, evidence)) };
	});
	return { state: stateOf(edition, participation, evidence, steps), steps, counts, ...(target && { target }) };
}

function found({ id, rule }: Step, participation: Participation | undefined, evidence: Evidence): number {
	const { counts, lessons, packHandedOut, roundIds, readingListComplete } = evidence;
	switch (rule.type) {
		case 'titles':
			return rule.repeats ? counts.readings : counts.titles;
		case 'votes':
			return evidence.votes ?? participation?.votes?.value.length ?? 0;
		case 'tick':
			return Number(participation?.ticks?.[id]?.value ?? false);
		case 'sheet':
			return evidence.answers ?? answered(rule, participation);
		case 'chosen':
			return evidence.chosen ?? keysThatAre(participation?.chosen).length;
		case 'round':
			return Number(roundIds.includes(rule.roundId));
		case 'lessons':
			return lessons.filter((strand) => rule.strands.length === 0 || rule.strands.includes(strand)).length;
		case 'pack':
			return Number(packHandedOut);
		case 'readingList':
			return Number(readingListComplete);
	}
}

/** Questions of a sheet that have an answer. */
export function answered(rule: Extract<StepRule, { type: 'sheet' }>, participation: Participation | undefined): number {
	return rule.questions.filter((question) => participation?.answers?.[question.id]?.value.trim()).length;
}

function stateOf(edition: Edition, participation: Participation | undefined, { counts }: Evidence, steps: readonly StepProgress[]): ProgressState {
	if (!takesPart(edition, participation)) return 'notTakingPart';
	if (steps.length > 0 && steps.every((step) => step.have >= step.need)) return 'done';
	// What the whole class was given is not something this pupil began with.
	const began = edition.steps.some(({ rule }, i) => rule.type !== 'pack' && rule.type !== 'lessons' && (steps[i]?.have ?? 0) > 0);
	return began || (countsTitles(edition) && counts.titles > 0) ? 'busy' : 'notStarted';
}

/** How much of a rule is all of it. `target`: the number agreed with this participant. */
export function neededFor(rule: StepRule, target: number | undefined): number {
	switch (rule.type) {
		case 'titles':
			return rule.perParticipant ? (target ?? rule.count) : rule.count;
		case 'votes':
		case 'chosen':
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
	return daysBetween(progress.counts.lastOn ?? edition.from, today) > edition.stuckAfterDays;
}
