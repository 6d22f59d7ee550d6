import { withoutArticle } from './search-text.ts';

/**
 * How near a title is to what was typed, as a factor on the score of its words: the same title first, then one that
 * begins so, then one that has the words in a row. An article in front is often left out. Both texts folded.
 */
export function closeness(title: string, typed: string): number {
	if (title === typed) return 6;
	return Math.max(nearness(title, typed), nearness(withoutArticle(title), withoutArticle(typed)));
}

function nearness(title: string, typed: string): number {
	if (typed === '') return 1;
	if (title === typed) return 5;
	if (title.startsWith(`${typed} `)) return 3;
	if (title.startsWith(typed)) return 2.5;
	if (` ${title} `.includes(` ${typed} `)) return 2;
	return title.includes(typed) ? 1.4 : 1;
}
