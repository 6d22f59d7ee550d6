import { distanceOf } from './edit-distance.ts';

/** A word of the index and how well it answers to a typed one, 0 to 1. */
export interface WordMatch {
	readonly word: number;
	readonly quality: number;
}

/** By the number of slips. */
const typoQuality = [1, 0.55, 0.35];
/** The word goes on where typing has not come yet, after a slip. */
const unfinished = 0.7;
/** What was typed a moment ago is asked again with one letter more: its other words need no second look. */
const remembered = 200;

/** All words of an index, each with a number; found by beginning and by likeness. */
export class WordList {
	readonly #numbers = new Map<string, number>();
	readonly #words: string[] = [];
	/** One bit for each letter a word has: most words that are not alike are ruled out by one look. */
	readonly #letters: number[] = [];
	#sorted: number[] = [];
	readonly #likes = new Map<string, readonly WordMatch[]>();

	/** The number of the word; a new one for a new word. */
	add(word: string): number {
		const known = this.#numbers.get(word);
		if (known !== undefined) return known;
		const number = this.#words.length;
		this.#numbers.set(word, number);
		this.#words.push(word);
		this.#letters.push(lettersOf(word));
		this.#likes.clear();
		return number;
	}

	numberOf(word: string): number | undefined {
		return this.#numbers.get(word);
	}

	exactly(typed: string): WordMatch[] {
		const word = this.#numbers.get(typed);
		return word === undefined ? [] : [{ word, quality: 1 }];
	}

	/** The word itself and those that begin with it. */
	beginningWith(typed: string): WordMatch[] {
		this.#sort();
		const found: WordMatch[] = [];
		for (let at = this.#firstFrom(typed); at < this.#sorted.length; at++) {
			const number = this.#sorted[at] ?? 0;
			const word = this.#words[number] ?? '';
			if (!word.startsWith(typed)) break;
			found.push({ word: number, quality: word === typed ? 1 : 0.4 + (0.5 * typed.length) / word.length });
		}
		return found;
	}

	/** Words at most `most` typing slips away, and words that begin so. */
	like(typed: string, most: number): readonly WordMatch[] {
		const key = `${most}${typed}`;
		const known = this.#likes.get(key);
		if (known) return known;
		const found = this.#lookForLike(typed, most);
		if (this.#likes.size >= remembered) this.#likes.clear();
		this.#likes.set(key, found);
		return found;
	}

	/** Puts the words in order now, so that no question has to wait for it. */
	prepare(): void {
		this.#sort();
	}

	#lookForLike(typed: string, most: number): WordMatch[] {
		const letters = lettersOf(typed);
		// A word that is known as it stands was typed to its end.
		const isWhole = this.#numbers.has(typed);
		const found: WordMatch[] = [];
		for (let number = 0; number < this.#words.length; number++) {
			if (countBits(letters & ~(this.#letters[number] ?? 0)) > most) continue;
			const word = this.#words[number] ?? '';
			if (word.length < typed.length - most) continue;
			// Hardly anybody mistypes the first letter of a word that is still unfinished.
			if (word.length > typed.length + most && word[0] !== typed[0]) continue;
			const { whole, beginning } = distanceOf(typed, word, most);
			if (whole <= most) found.push({ word: number, quality: typoQuality[whole] ?? 0 });
			else if (beginning <= most && !isWhole) found.push({ word: number, quality: unfinished * (typoQuality[beginning] ?? 0) });
		}
		return found;
	}

	#sort(): void {
		if (this.#sorted.length === this.#words.length) return;
		for (let number = this.#sorted.length; number < this.#words.length; number++) this.#sorted.push(number);
		this.#sorted.sort((a, b) => ((this.#words[a] ?? '') < (this.#words[b] ?? '') ? -1 : 1));
	}

	#firstFrom(typed: string): number {
		let [low, high] = [0, this.#sorted.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#words[this.#sorted[middle] ?? 0] ?? '') < typed) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

function lettersOf(word: string): number {
	let bits = 0;
	for (let i = 0; i < word.length; i++) {
		const place = word.charCodeAt(i) - 97;
		// Digits and foreign letters share what is left of 31 bits.
		bits |= 1 << (place >= 0 && place < 26 ? place : 26 + (word.charCodeAt(i) % 5));
	}
	return bits;
}

function countBits(bits: number): number {
	let left = bits - ((bits >> 1) & 0x55555555);
	left = (left & 0x33333333) + ((left >> 2) & 0x33333333);
	return (((left + (left >> 4)) & 0x0f0f0f0f) * 0x01010101) >> 24;
}
