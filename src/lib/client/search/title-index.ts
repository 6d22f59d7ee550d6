import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import { closeness } from './closeness.ts';
import { foldText, isbnIn, joinedPairs, tellingWords, withoutArticle, wordsOf, type SearchEntry } from './search-text.ts';

export interface SearchFilter {
	readonly genre?: string | undefined;
	readonly material?: string | undefined;
}

export interface Hit {
	readonly id: string;
	readonly score: number;
}

export interface Found {
	/** Best first; without words: by the alphabet. */
	readonly hits: readonly Hit[];
	/** How many there are beyond the hits as well. */
	readonly total: number;
}

export interface Facet {
	readonly value: string;
	readonly count: number;
}

export interface Facets {
	/** Commonest first. */
	readonly genres: readonly Facet[];
	readonly materials: readonly Facet[];
}

interface Kept {
	readonly folded: string;
	readonly sortKey: string;
	readonly genre: string;
	readonly material: string;
}

const fields = ['title', 'subtitle', 'authors', 'series', 'subject', 'genre', 'isbn', 'joined'];
const boost = { title: 4, authors: 3, series: 2.5, subtitle: 1.5, subject: 1.2, genre: 1, isbn: 1, joined: 0.6 };
/** Fewer finds than this, and typos are forgiven as well: the dear search runs only when the cheap one disappoints. */
const enough = 5;
/** As many are put in order by closeness; those behind are beyond what a person reads. */
const ranked = 300;

/** The words of all titles of a school. Plain and synchronous: it lives in a worker, and in tests. */
export class TitleIndex {
	readonly #kept = new Map<string, Kept>();
	#alphabet: string[] | undefined;
	readonly #index = new MiniSearch<SearchEntry & { joined: string }>({
		fields,
		tokenize: wordsOf,
		processTerm: (word) => word
	});

	get size(): number {
		return this.#kept.size;
	}

	/** Adds titles, or replaces them. */
	put(entries: readonly SearchEntry[]): void {
		for (const entry of entries) {
			const document = { ...entry, joined: joinedPairs(wordsOf(entry.title)).join(' ') };
			if (this.#kept.has(entry.id)) this.#index.replace(document);
			else this.#index.add(document);
			const folded = wordsOf(entry.title).join(' ');
			const { genre, material } = entry;
			this.#kept.set(entry.id, { folded, sortKey: withoutArticle(folded), genre, material });
		}
		this.#alphabet = undefined;
	}

	remove(ids: readonly string[]): void {
		for (const id of ids) if (this.#kept.delete(id)) this.#index.discard(id);
		this.#alphabet = undefined;
	}

	query(text: string, limit: number, filter: SearchFilter = {}): Found {
		const words = wordsOf(text);
		const [only = ''] = words;
		// One letter begins a third of all words: what it can mean is where to open the alphabet.
		if (words.length <= 1 && only.length <= 1) return this.#browse(limit, filter, only);
		const isbn = isbnIn(text);
		const results = this.#search(isbn ? [isbn] : words).filter((result) => this.#fits(String(result.id), filter));
		const typed = words.join(' ');
		const near = results.slice(0, ranked).map(({ id, score }): Hit => ({ id: String(id), score: score * this.#closeness(String(id), typed) }));
		return { hits: near.toSorted((a, b) => b.score - a.score).slice(0, limit), total: results.length };
	}

	facets(): Facets {
		const kept = [...this.#kept.values()];
		return { genres: countBy(kept.map(({ genre }) => genre)), materials: countBy(kept.map(({ material }) => material)) };
	}

	/** Each step is more forgiving than the one before, and is taken only when that found too little. */
	#search(words: readonly string[]): SearchResult[] {
		const telling = tellingWords(words);
		const plain = this.#ask(telling, { combineWith: 'AND' });
		if (plain.length >= enough) return plain;
		const withTypos = this.#ask(telling, { combineWith: 'AND', fuzzy: allowedTypos });
		if (withTypos.length > 0) return withTypos;
		for (const joined of oneJoined(words)) {
			const found = this.#ask(tellingWords(joined), { combineWith: 'AND', fuzzy: allowedTypos });
			if (found.length > 0) return found;
		}
		return telling.length > 1 ? this.#ask(telling, { combineWith: 'OR', fuzzy: allowedTypos }) : [];
	}

	#ask(words: readonly string[], options: SearchOptions): SearchResult[] {
		return this.#index.search(words.join(' '), { boost, prefix: true, ...options });
	}

	#browse(limit: number, filter: SearchFilter, letter: string): Found {
		this.#alphabet ??= [...this.#kept].toSorted(([, a], [, b]) => compareKeys(a.sortKey, b.sortKey)).map(([id]) => id);
		const fitting = this.#alphabet.filter((id) => this.#fits(id, filter) && (this.#kept.get(id)?.sortKey.startsWith(letter) ?? false));
		return { hits: fitting.slice(0, limit).map((id) => ({ id, score: 0 })), total: fitting.length };
	}

	#fits(id: string, { genre, material }: SearchFilter): boolean {
		const kept = this.#kept.get(id);
		if (!kept) return false;
		return (genre === undefined || kept.genre === genre) && (material === undefined || kept.material === material);
	}

	#closeness(id: string, typed: string): number {
		return closeness(this.#kept.get(id)?.folded ?? '', foldText(typed));
	}
}

/** Typing slips by the length of the word; a swap of two letters counts as two. */
function allowedTypos(word: string): number {
	if (/\d/.test(word) || word.length < 4) return 0;
	return word.length < 6 ? 1 : 2;
}

/** The words with each neighbouring pair in turn written as one: `spijker broek`. */
function oneJoined(words: readonly string[]): string[][] {
	return words.slice(1).map((word, index) => [...words.slice(0, index), `${words[index] ?? ''}${word}`, ...words.slice(index + 2)]);
}

function countBy(values: readonly string[]): Facet[] {
	const counts = new Map<string, number>();
	for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count || compareKeys(a.value, b.value));
}

function compareKeys(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
