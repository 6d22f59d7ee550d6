import { pagesOf, type ReadingEntry, type ReadingForm, type ReadingWord } from '#lib/domain/reading/reading-entry.ts';
import type { ProgressStep, ReadingProgress, ReadingState } from '#lib/domain/reading/progress.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Where a reading stands, in a few words. */
export function progressText(entry: ReadingEntry, state: ReadingState): string {
	const pages = pagesOf(entry);
	if (state.page !== undefined && state.page > 0) {
		return pages === undefined ? m.reading_at_page({ page: state.page }) : m.reading_at_page_of({ page: Math.min(state.page, pages), pages });
	}
	if (state.percent !== undefined && state.percent > 0) return m.reading_at_percent({ percent: state.percent });
	return state.minutes > 0 ? m.reading_read_minutes({ count: state.minutes }) : m.reading_not_begun();
}

export function stepText(step: ProgressStep): string {
	switch (step.unit) {
		case 'pages':
			return m.reading_step_pages({ count: step.amount });
		case 'minutes':
			return m.reading_step_minutes({ count: step.amount });
		case 'page':
			return m.reading_step_page({ page: step.at });
		case 'percent':
			return m.reading_step_percent({ percent: step.at });
	}
}

type Amount = Extract<ProgressStep, { amount: number }>;
const pageAmounts = [10, 20, 30];
const minuteAmounts = [15, 30];

/** What one tap can log: what the reader logged last comes first, because it is likeliest again. */
export function quickSteps(form: ReadingForm, steps: readonly ReadingProgress[]): Amount[] {
	const last = steps.map(({ step }) => step).findLast((step): step is Amount => step.unit === 'pages' || step.unit === 'minutes');
	const unit = last?.unit ?? (form === 'audiobook' ? 'minutes' : 'pages');
	const usual = unit === 'pages' ? pageAmounts : minuteAmounts;
	const amounts = last && !usual.includes(last.amount) ? [last.amount, ...usual.slice(0, 2)] : usual;
	return amounts.map((amount) => ({ unit, amount }));
}

export function quickLabel({ unit, amount }: Amount): string {
	return unit === 'pages' ? m.reading_pages_more({ count: amount }) : m.reading_minutes_more({ count: amount });
}

export function quickName({ unit, amount }: Amount, title: string): string {
	return unit === 'pages' ? m.reading_pages_more_of({ count: amount, title }) : m.reading_minutes_more_of({ count: amount, title });
}

export const formWords: Record<ReadingForm, () => string> = {
	paper: m.reading_form_paper,
	ebook: m.reading_form_ebook,
	audiobook: m.reading_form_audiobook
};

export const ratingWords = [m.reading_rating_1, m.reading_rating_2, m.reading_rating_3, m.reading_rating_4, m.reading_rating_5] as const;

export const readingWordWords: Record<ReadingWord, () => string> = {
	exciting: m.reading_word_exciting,
	funny: m.reading_word_funny,
	sad: m.reading_word_sad,
	moving: m.reading_word_moving,
	scary: m.reading_word_scary,
	romantic: m.reading_word_romantic,
	recognisable: m.reading_word_recognisable,
	surprising: m.reading_word_surprising,
	beautiful: m.reading_word_beautiful,
	difficult: m.reading_word_difficult,
	slow: m.reading_word_slow,
	boring: m.reading_word_boring
};
