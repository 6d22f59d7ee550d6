import { WordList, type WordMatch } from './word-list.ts';

/** The fields of a title, and what a word in it is worth: to somebody who knows a title, and to who asks what it is about. */
export const fieldWorth = {
	title: { known: 4, about: 2.5 },
	authors: { known: 3, about: 0.5 },
	series: { known: 2.5, about: 1.5 },
	subtitle: { known: 1.5, about: 1.5 },
	subject: { known: 1.3, about: 4 },
	genre: { known: 1.2, about: 4 },
	kind: { known: 0.9, about: 3 }
} as const;
export type Field = keyof typeof fieldWorth;
export type Intent = 'known' | 'about';

const fields = Object.keys(fieldWorth) as Field[];
const fieldBits = fields.length;
const bitsOfFields = (1 << fieldBits) - 1;

/** The worth of every set of fields: that of the best, and a little for each of the others. */
const worthOfBits = { known: worthTable('known'), about: worthTable('about') };

export interface Matches {
	/** Documents with at least one of the words; the scratch of this index, good until the next question. */
	readonly documents: Int32Array;
	readonly count: number;
	readonly scores: Float32Array;
	/** How many of the words each has. */
	readonly words: Uint8Array;
}

/**
 * Which documents have which words, in plain lists of whole numbers. A question is a few walks along them with sums in
 * typed arrays: what it costs is bounded by how often its words occur, and nothing is made that must be cleaned up.
 */
export class Postings {
	readonly words = new WordList();
	readonly #lists: number[][] = [];
	#best = new Float32Array(1024);
	#scores = new Float32Array(1024);
	#counts = new Uint8Array(1024);
	#touched = new Int32Array(1024);
	#current = new Int32Array(1024);
	#found = 0;

	/** @param document must be higher than every one before */
	add(document: number, wordsOfField: Readonly<Record<Field, readonly string[]>>): void {
		const bits = new Map<string, number>();
		for (const [place, field] of fields.entries()) {
			for (const word of wordsOfField[field]) bits.set(word, (bits.get(word) ?? 0) | (1 << place));
		}
		for (const [word, set] of bits) (this.#lists[this.words.add(word)] ??= []).push(document * (bitsOfFields + 1) + set);
		if (document >= this.#best.length) this.#grow(document);
	}

	/**
	 * @param wanted for each typed word what it may stand for
	 * @param isAlive documents that were taken away are passed over
	 */
	match(wanted: readonly (readonly WordMatch[])[], intent: Intent, isAlive: (document: number) => boolean, documents: number): Matches {
		this.#clear();
		for (const matches of wanted) this.#matchWord(matches, worthOfBits[intent], documents);
		let kept = 0;
		for (let i = 0; i < this.#found; i++) {
			const document = this.#touched[i] ?? 0;
			if (isAlive(document)) this.#touched[kept++] = document;
			else this.#forget(document);
		}
		this.#found = kept;
		return { documents: this.#touched, count: kept, scores: this.#scores, words: this.#counts };
	}

	#matchWord(matches: readonly WordMatch[], worth: Float32Array, documents: number): void {
		let count = 0;
		for (const { word, quality } of matches) {
			const list = this.#lists[word] ?? [];
			for (let i = 0; i < list.length; i++) {
				const posting = list[i] ?? 0;
				const document = posting >>> fieldBits;
				const score = quality * (worth[posting & bitsOfFields] ?? 0);
				const best = this.#best[document] ?? 0;
				if (best === 0) this.#current[count++] = document;
				if (score > best) this.#best[document] = score;
			}
		}
		// A word that few titles have tells more: it decides where not all words are found.
		const telling = 1 + Math.log2(1 + documents / (1 + count)) / 8;
		for (let i = 0; i < count; i++) {
			const document = this.#current[i] ?? 0;
			if (this.#counts[document] === 0) this.#touched[this.#found++] = document;
			this.#counts[document] = (this.#counts[document] ?? 0) + 1;
			this.#scores[document] = (this.#scores[document] ?? 0) + (this.#best[document] ?? 0) * telling;
			this.#best[document] = 0;
		}
	}

	#clear(): void {
		for (let i = 0; i < this.#found; i++) this.#forget(this.#touched[i] ?? 0);
		this.#found = 0;
	}

	#forget(document: number): void {
		this.#scores[document] = 0;
		this.#counts[document] = 0;
	}

	#grow(document: number): void {
		this.#clear();
		const size = Math.max(document + 1, this.#best.length * 2);
		this.#best = new Float32Array(size);
		this.#scores = new Float32Array(size);
		this.#counts = new Uint8Array(size);
		this.#touched = new Int32Array(size);
		this.#current = new Int32Array(size);
	}
}

function worthTable(intent: Intent): Float32Array {
	return Float32Array.from({ length: bitsOfFields + 1 }, (_, bits) => {
		const worths = fields.filter((_field, place) => bits & (1 << place)).map((field) => fieldWorth[field][intent]);
		const best = Math.max(0, ...worths);
		return best + 0.15 * (worths.reduce((sum, worth) => sum + worth, 0) - best);
	});
}
