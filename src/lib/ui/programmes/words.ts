import type { Track } from '#lib/domain/people/patron.ts';
import type { CountVerdict } from '#lib/domain/programmes/counted.ts';
import type { Edition, Pillar, Round, RoundLevel } from '#lib/domain/programmes/edition.ts';
import type { ProgressState } from '#lib/domain/programmes/evaluate.ts';
import type { RoundResult } from '#lib/domain/programmes/read-aloud-round.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type Words = () => string;

export const stateWords: Record<ProgressState | 'stuck', Words> = {
	notTakingPart: m.programmes_state_not_taking_part,
	notStarted: m.programmes_state_not_started,
	busy: m.programmes_state_busy,
	done: m.programmes_state_done,
	stuck: m.programmes_state_stuck
};

export const pillarWords: Record<Pillar, Words> = {
	collection: m.programmes_pillar_collection,
	reading: m.programmes_pillar_reading,
	digitalLiteracy: m.programmes_pillar_digital_literacy
};

export const roundLevelWords: Record<RoundLevel, Words> = {
	class: m.programmes_round_level_class,
	school: m.programmes_round_level_school,
	library: m.programmes_round_level_library,
	province: m.programmes_round_level_province,
	national: m.programmes_round_level_national
};

export const verdictWords: Record<CountVerdict, Words> = {
	counts: m.programmes_verdict_counts,
	outsideDates: m.programmes_verdict_outside_dates,
	notEligible: m.programmes_verdict_not_eligible,
	notChosen: m.programmes_verdict_not_chosen,
	countedBefore: m.programmes_verdict_counted_before,
	keptOut: m.programmes_verdict_kept_out
};

export const trackWords: Record<Track, Words> = {
	pro: m.programmes_track_pro,
	'vmbo-b': m.programmes_track_vmbo_b,
	'vmbo-k': m.programmes_track_vmbo_k,
	'vmbo-gt': m.programmes_track_vmbo_gt,
	havo: m.programmes_track_havo,
	vwo: m.programmes_track_vwo
};

export const resultWords: Record<RoundResult, Words> = {
	won: m.contest_result_won,
	second: m.contest_result_second,
	third: m.contest_result_third,
	tookPart: m.contest_result_took_part
};

/** When a round is held, as far as that was said. */
export function periodOf({ from, to }: Pick<Round, 'from' | 'to'>): string {
	if (from && to) return m.contest_period({ from: formatDate(from), to: formatDate(to) });
	if (from) return m.contest_period_from({ date: formatDate(from) });
	return to ? m.contest_period_to({ date: formatDate(to) }) : '';
}

export function periodText({ from, to }: Pick<Edition, 'from' | 'to'>): string {
	return m.programmes_period({ from: formatDate(from), to: formatDate(to) });
}

/** Where an edition is in its time, in a word or two. */
export function momentText(edition: Edition, today: string): string {
	if (edition.closed) return m.programmes_closed();
	if (edition.to < today) return m.programmes_over();
	return edition.from > today ? m.programmes_coming({ date: formatDate(edition.from) }) : m.programmes_now();
}
