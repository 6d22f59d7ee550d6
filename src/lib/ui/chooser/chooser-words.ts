import type { Mood } from '#lib/domain/catalogue/mood.ts';
import type { ChoiceReason, ChooserQuestion, Length, Truth } from '#lib/domain/reading/chooser.ts';
import { isLevelOf, type ReadingList } from '#lib/domain/reading/levels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { moodWords } from '../catalogue/mood-words.ts';
import { levelText } from '../reading/level-text.ts';
import { readingWordWords } from '../reading/progress-text.ts';

export const questionWords: Record<ChooserQuestion, () => string> = {
	mood: m.catalogue_mood,
	length: m.chooser_length,
	truth: m.chooser_truth,
	genre: m.chooser_genre,
	level: m.chooser_level
};

const lengthWords: Record<Length, readonly [word: () => string, text: () => string]> = {
	short: [m.chooser_length_short, m.chooser_length_short_text],
	middle: [m.chooser_length_middle, m.chooser_length_middle_text],
	long: [m.chooser_length_long, m.chooser_length_long_text]
};

const truthWords: Record<Truth, () => string> = { madeUp: m.chooser_truth_made_up, real: m.chooser_truth_real };

/** An answer as its reader chose it. */
export function answerText(question: ChooserQuestion, value: string): string {
	switch (question) {
		case 'mood':
			return moodWords[value as Mood]();
		case 'length':
			return lengthWords[value as Length][0]();
		case 'truth':
			return truthWords[value as Truth]();
		case 'genre':
			return `${value.charAt(0).toUpperCase()}${value.slice(1)}`;
		case 'level': {
			const [list, level = ''] = value.split(':');
			return isLevelOf(list as ReadingList, level) ? levelText(level) : level;
		}
	}
}

/** What an answer means, where its word does not say it all. */
export function answerHint(question: ChooserQuestion, value: string): string | undefined {
	return question === 'length' ? lengthWords[value as Length][1]() : undefined;
}

export function reasonText(reason: ChoiceReason): string {
	const { liked } = reason;
	switch (reason.by) {
		case 'series':
			return m.chooser_because_series({ liked });
		case 'author':
			return m.chooser_because_author({ liked });
		case 'genre':
			return m.chooser_because_genre({ liked });
		case 'word':
			return m.chooser_because_word({ liked, word: readingWordWords[reason.word]() });
	}
}
