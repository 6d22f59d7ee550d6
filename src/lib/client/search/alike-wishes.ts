import type { Wished } from '#lib/domain/catalogue/wish.ts';
import { isbnIn, tellingWords, wordsOf } from './search-text.ts';

/** Fewer letters than this begin half of all titles. */
const tellingLength = 3;

/** Wishes that may be what somebody is typing: the same ISBN, or all telling words of the one title in the other. */
export function alikeWishes<T extends Pick<Wished, 'title' | 'isbn'>>(typed: { readonly title: string; readonly isbn: string }, wishes: readonly T[]): T[] {
	const isbn = isbnIn(typed.isbn);
	const words = tellingWords(wordsOf(typed.title));
	return wishes.filter((wish) => (isbn !== undefined && wish.isbn === isbn) || isAlike(words, tellingWords(wordsOf(wish.title))));
}

/** Whether two titles are the same words, whatever their articles, accents and capitals. */
export function isSameTitle(a: string, b: string): boolean {
	return tellingWords(wordsOf(a)).join(' ') === tellingWords(wordsOf(b)).join(' ');
}

function isAlike(typed: readonly string[], wished: readonly string[]): boolean {
	if (typed.join('').length < tellingLength || wished.length === 0) return false;
	// A word that is being typed is the beginning of one.
	return typed.every((word) => wished.some((each) => each.startsWith(word))) || wished.every((word) => typed.includes(word));
}
