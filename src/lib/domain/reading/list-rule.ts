import { z } from 'zod';
import type { HomeClass, Track } from '../people/patron.ts';
import { firstYearOf } from '../shared/school-year.ts';
import type { CalendarDate } from '../shared/calendar-date.ts';
import { isOnList, stageOf, type ListedTitle } from './listed-title.ts';
import { examTracks, type ExamTrack } from './reading-profile.ts';

/**
 * What an exam asks of a reading list, for a cohort: it counts for those who sit the exam in `fromExamYear` or later, until
 * a rule with a later year takes over. A school changes its own; a new cohort is a new rule and never changes the old one.
 */
export const listRuleSchema = z.object({
	track: z.enum(examTracks),
	fromExamYear: z.number().int().min(2000).max(2200),
	titles: z.number().int().min(0).max(60),
	/** So many of them first published before `beforeYear`. */
	oldTitles: z.number().int().min(0).max(60).default(0),
	beforeYear: z.number().int().min(1000).max(2200).default(1880),
	originallyDutch: z.boolean().default(true),
	/** Each title needs its task done. */
	taskEach: z.boolean().default(true),
	source: z.string().max(500).optional()
});
export type ListRule = z.infer<typeof listRuleSchema>;

const examProgramme = 'Examenprogramma Nederlandse taal en literatuur havo/vwo, domein E (www.examenblad.nl)';

/** The rules in force since 2007; a school that says nothing has these. */
export const foundingListRules: readonly ListRule[] = [
	{ track: 'havo', fromExamYear: 2007, titles: 8, oldTitles: 0, beforeYear: 1880, originallyDutch: true, taskEach: true, source: examProgramme },
	{ track: 'vwo', fromExamYear: 2007, titles: 12, oldTitles: 3, beforeYear: 1880, originallyDutch: true, taskEach: true, source: examProgramme }
];

/** The last year layer of each exam track. */
const lastLayer: Readonly<Record<ExamTrack, number>> = { havo: 5, vwo: 6 };
/** The reading list for the exam begins in the fourth year. */
const firstExamLayer = 4;

/** The tracks of a class that end in an exam with a reading list. */
export function examTracksOf(tracks: readonly Track[]): ExamTrack[] {
	return examTracks.filter((track) => tracks.includes(track));
}

/** The calendar year of the exam of somebody who is in `yearLayer` today; `undefined` below the fourth year. */
export function examYearOf(track: ExamTrack, yearLayer: number | undefined, today: CalendarDate): number | undefined {
	if (yearLayer === undefined || yearLayer < firstExamLayer) return undefined;
	return firstYearOf(today) + 1 + Math.max(0, lastLayer[track] - yearLayer);
}

export function findListRule(rules: readonly ListRule[], track: ExamTrack, examYear: number): ListRule | undefined {
	return rules
		.filter((rule) => rule.track === track && rule.fromExamYear <= examYear)
		.toSorted((a, b) => b.fromExamYear - a.fromExamYear)[0];
}

/**
 * The rule that a pupil of this class works towards. Where the class leaves the exam open (`2hv` becomes havo or vwo), the
 * pupil's own choice counts. `undefined`: no exam with a reading list, or not yet.
 */
export function listRuleFor(
	homeClass: Pick<HomeClass, 'tracks' | 'yearLayer'> | undefined,
	chosen: ExamTrack | undefined,
	rules: readonly ListRule[],
	today: CalendarDate
): ListRule | undefined {
	const tracks = examTracksOf(homeClass?.tracks ?? []);
	const track = chosen && tracks.includes(chosen) ? chosen : tracks[0];
	const examYear = track && examYearOf(track, homeClass?.yearLayer, today);
	return track && examYear ? findListRule(rules, track, examYear) : undefined;
}

/** What a list still lacks, in the order in which a pupil should hear it. */
export type Missing =
	| { readonly kind: 'titles'; readonly count: number }
	| { readonly kind: 'oldTitles'; readonly count: number; readonly beforeYear: number }
	| { readonly kind: 'reading'; readonly count: number }
	| { readonly kind: 'tasks'; readonly count: number }
	| { readonly kind: 'verdicts'; readonly count: number };

export interface ListProgress {
	readonly rule: ListRule;
	/** Approved and read, and its task done where the rule asks for it. */
	readonly ready: number;
	/** Approved, and of the kind the rule asks for; not yet all read. */
	readonly approved: number;
	readonly oldApproved: number;
	/** Approved, and not counted: known not to be originally Dutch. */
	readonly notDutch: readonly ListedTitle[];
	readonly missing: readonly Missing[];
	readonly complete: boolean;
}

/** Judges a list by a rule. A language that nobody filled in is the teacher's judgement, who approved it. */
export function judgeList(rule: ListRule, titles: readonly ListedTitle[]): ListProgress {
	const own = titles.filter((title) => title.list === '15-18' && isOnList(title));
	const approved = own.filter((title) => title.verdict?.value.status === 'approved');
	const isForeign = ({ work }: ListedTitle) => work.originalLanguage !== undefined && work.originalLanguage !== 'nl' && work.originalLanguage !== 'dut';
	const notDutch = rule.originallyDutch ? approved.filter(isForeign) : [];
	const counted = approved.filter((title) => !notDutch.includes(title));
	const old = counted.filter(({ work }) => work.year !== undefined && work.year < rule.beforeYear);
	const unread = counted.filter((title) => stageOf(title) === 'approved').length;
	const undone = rule.taskEach ? counted.filter((title) => stageOf(title) === 'read').length : 0;
	const found: Missing[] = [
		{ kind: 'titles', count: Math.max(0, rule.titles - counted.length) },
		{ kind: 'oldTitles', count: Math.max(0, rule.oldTitles - old.length), beforeYear: rule.beforeYear },
		{ kind: 'reading', count: unread },
		{ kind: 'tasks', count: undone },
		{ kind: 'verdicts', count: own.filter((title) => stageOf(title) === 'proposed').length }
	];
	const missing = found.filter(({ count }) => count > 0);
	const ready = counted.length - unread - undone;
	// Titles beyond what is asked need not be finished; what was only proposed keeps nobody from being ready.
	const oldReady = old.filter((title) => ['read', 'done'].includes(stageOf(title)) && (!rule.taskEach || stageOf(title) === 'done')).length;
	const complete = ready >= rule.titles && oldReady >= rule.oldTitles;
	return { rule, ready, approved: counted.length, oldApproved: old.length, notDutch, missing, complete };
}
