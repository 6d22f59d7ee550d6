import type { SeededRandom } from '#lib/server/demo/random.ts';

const onsets = ['b', 'd', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z', 'st', 'gr', 'kl', 'br', 'schr', 'tr', 'sl'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'aa', 'ee', 'oo', 'ij', 'ui', 'oe', 'ie', 'eu', 'é'];
const codas = ['', '', '', 'n', 'r', 's', 't', 'l', 'k', 'ng', 'rt', 'nd', 'cht', 'p'];

/** Made-up words that read a little like Dutch; a few are used often, most seldom, as in real titles. */
export class Vocabulary {
	readonly #words: readonly string[];
	readonly #random: SeededRandom;

	constructor(random: SeededRandom, size: number) {
		this.#random = random;
		const words = new Set<string>();
		while (words.size < size) words.add(Array.from({ length: random.int(1, 3) }, () => this.#syllable()).join(''));
		this.#words = [...words];
	}

	/** About as skewed as words are: the rank falls off with the cube of chance. */
	word(): string {
		return this.#words[Math.floor(this.#random.next() ** 3 * this.#words.length)] ?? 'de';
	}

	/** A seldom one. */
	rareWord(): string {
		return this.#random.pick(this.#words);
	}

	words(count: number): string {
		return Array.from({ length: count }, () => this.word()).join(' ');
	}

	#syllable(): string {
		return this.#random.pick(onsets) + this.#random.pick(vowels) + this.#random.pick(codas);
	}
}

export function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
