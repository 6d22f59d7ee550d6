import { chooseTitle, type Choosable, type ChooserWish, type Choosing } from '#lib/domain/reading/chooser.ts';
import { bestOf } from './best-of.ts';
import { closeness } from './closeness.ts';
import { countFacets, fits, type Facets, type SearchFilter, type Shown } from './facets.ts';
import { topicOf, withoutGenericWords } from './meant.ts';
import { Postings, type Intent, type Matches } from './postings.ts';
import { shelvesFrom, type Shelf, type ShelfWish } from './shelves.ts';
import { isbnIn, tellingWords, withoutArticle, wordsOf, type SearchEntry } from './search-text.ts';
import type { WordMatch } from './word-list.ts';

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

interface Kept extends Shown, Choosable {
	readonly folded: string;
	readonly sortKey: string;
}

/** What is answered: documents and how well each fits. */
interface Answer {
	readonly documents: readonly number[];
	readonly scoreOf: (document: number) => number;
	/** As the words were understood. */
	readonly words: readonly string[];
}

/** Fewer finds than this, and typos are forgiven as well: the dear search runs only when the cheap one disappoints. */
const enough = 5;
/** As many are put in order by closeness; those behind are beyond what a person reads. */
const ranked = 300;
/** Of two that fit alike, the one that can be taken home comes first. */
const nothingOnShelf = 0.93;

/** The words of all titles of a school. Plain and synchronous: it lives in a worker, and in tests. */
export class TitleIndex {
	/** By document number; a title that changes gets a new one, and its old one stays empty. */
	#kept: (Kept | undefined)[] = [];
	/** By document number. Short titles come first: their words say more of them. */
	readonly #brevity: number[] = [];
	readonly #postings = new Postings();
	readonly #documents = new Map<string, number>();
	readonly #isbns = new Map<string, number[]>();
	#alphabet: number[] = [];
	#inOrder = true;
	#away: ReadonlySet<string> = new Set();
	readonly #isAlive = (document: number): boolean => this.#kept[document] !== undefined;

	get size(): number {
		return this.#documents.size;
	}

	/** Adds titles, or replaces them. */
	put(entries: readonly SearchEntry[]): void {
		this.remove(entries.map(({ id }) => id));
		for (const entry of entries) this.#add(entry);
	}

	remove(ids: readonly string[]): void {
		for (const id of ids) {
			const document = this.#documents.get(id);
			if (document === undefined) continue;
			this.#kept[document] = undefined;
			this.#documents.delete(id);
			this.#inOrder = false;
		}
	}

	/** The titles of which no copy is on the shelf now; all others can be taken home. */
	setAway(ids: readonly string[]): void {
		this.#away = new Set(ids);
	}

	/** Does now what the first question would have to wait for. */
	prepare(): void {
		this.#postings.words.prepare();
		this.#inAlphabet();
	}

	query(text: string, limit: number, filter: SearchFilter = {}): Found {
		const words = withoutBegun(wordsOf(text));
		const [only = ''] = words;
		// One letter begins a third of all words: what it can mean is where to open the alphabet.
		if (words.length <= 1 && only.length <= 1) return this.#browse(limit, filter, only);
		const isbn = isbnIn(text);
		const answer = isbn === undefined ? this.#answer(words) : this.#withIsbn(isbn);
		const fitting = this.#filtered(answer.documents, filter);
		const scoreOf = (document: number): number => answer.scoreOf(document) * (this.#brevity[document] ?? 0);
		const typed = answer.words.join(' ');
		const hits = bestOf(fitting, scoreOf, ranked).map((document) => this.#hit(document, scoreOf(document), typed));
		return { hits: hits.toSorted((a, b) => b.score - a.score).slice(0, limit), total: fitting.length };
	}

	facets(): Facets {
		return countFacets(this.#kept.filter((kept) => kept !== undefined), (kept) => !this.#away.has(kept.id));
	}

	shelves(wish: ShelfWish): Shelf[] {
		const kept = this.#inAlphabet().flatMap((document) => this.#kept[document] ?? []);
		return shelvesFrom(kept.filter(({ id }) => !this.#away.has(id)), wish);
	}

	/** One title that can be taken home now, for the answers of one reader. */
	choose(wish: ChooserWish): Choosing {
		const kept = this.#kept.filter((each) => each !== undefined);
		return chooseTitle(kept.filter(({ id }) => !this.#away.has(id)), wish);
	}

	#add(entry: SearchEntry): void {
		const document = this.#kept.length;
		const { id, genre, material, moods, levels, language, pages, part } = entry;
		// The first of them: by whom a reader knows a title.
		const [author = ''] = entry.authors.split(' ; ');
		const title = wordsOf(entry.title);
		const folded = title.join(' ');
		const shown = { id, genre, material, moods, levels, folded, sortKey: withoutArticle(folded) };
		this.#kept.push({ ...shown, title: entry.title, author, language, pages, series: entry.seriesKey, part });
		this.#brevity.push(0.9 + 0.25 / Math.max(1, tellingWords(title).length));
		this.#documents.set(id, document);
		this.#alphabet.push(document);
		this.#inOrder = false;
		for (const isbn of entry.isbns) this.#isbns.set(isbn, [...(this.#isbns.get(isbn) ?? []), document]);
		this.#postings.add(document, {
			title,
			authors: wordsOf(entry.authors),
			series: wordsOf(entry.series),
			subtitle: wordsOf(entry.subtitle),
			subject: wordsOf(entry.subject),
			genre: wordsOf(entry.genre),
			kind: wordsOf(entry.kind)
		});
	}

	#withIsbn(isbn: string): Answer {
		return { documents: (this.#isbns.get(isbn) ?? []).filter(this.#isAlive), scoreOf: () => 1, words: [isbn] };
	}

	/** Each step is more forgiving than the one before, and is taken only when that found too little. */
	#answer(words: readonly string[]): Answer {
		const topic = topicOf(words);
		if (topic) {
			const about = this.#forgiving(topic, 'about');
			if (about.documents.length > 0) return about;
		}
		const kind = withoutGenericWords(words);
		if (kind && this.#all(words, 0, 'known').documents.length === 0) {
			const ofKind = this.#all(kind, 0, 'about');
			if (ofKind.documents.length > 0) return ofKind;
		}
		return this.#forgiving(words, 'known');
	}

	#forgiving(words: readonly string[], intent: Intent): Answer {
		const plain = this.#all(words, 0, intent);
		if (plain.documents.length >= enough) return plain;
		const rejoined = plain.documents.length > 0 ? [] : this.#rejoined(words);
		const ways = [
			...rejoined.map((joined) => () => this.#all(joined, 0, intent)),
			() => this.#all(words, 1, intent),
			() => this.#all(words, 2, intent),
			...neighboursJoined(words).map((joined) => () => this.#all(joined, 2, intent))
		];
		for (const way of ways) {
			const answer = way();
			if (answer.documents.length > 0) return answer;
		}
		return this.#some(words, intent);
	}

	/** Titles that have every word. */
	#all(words: readonly string[], typos: number, intent: Intent): Answer {
		const telling = tellingWords(words);
		const matches = this.#match(telling, typos, intent);
		return { documents: documentsWith(matches, telling.length), scoreOf: (document) => matches.scores[document] ?? 0, words };
	}

	/** Titles that have most of the words. */
	#some(words: readonly string[], intent: Intent): Answer {
		const telling = tellingWords(words);
		const matches = this.#match(telling, 2, intent);
		const most = matches.documents.subarray(0, matches.count).reduce((high, document) => Math.max(high, matches.words[document] ?? 0), 0);
		const enoughWords = telling.length === 1 ? 1 : Math.max(1, most - 1);
		const scoreOf = (document: number): number => (matches.scores[document] ?? 0) * (matches.words[document] === most ? 1 : 0.7);
		return { documents: telling.length < 2 ? [] : documentsWith(matches, enoughWords), scoreOf, words };
	}

	#match(telling: readonly string[], typos: number, intent: Intent): Matches {
		const wanted = telling.map((word) => this.#standsFor(word, typos));
		return this.#postings.match(wanted, intent, this.#isAlive, this.size);
	}

	#standsFor(word: string, typos: number): readonly WordMatch[] {
		const list = this.#postings.words;
		// A letter alone is a word, or one that has only been begun and says nothing yet.
		if (word.length === 1) return list.exactly(word);
		const allowed = Math.min(typos, allowedTypos(word));
		return allowed === 0 ? list.beginningWith(word) : [...list.beginningWith(word), ...list.like(word, allowed)];
	}

	/** The words with two written as one, and with one taken apart where both halves are words: `spijker broek`, `boy7`. */
	#rejoined(words: readonly string[]): string[][] {
		const isWord = (part: string): boolean => this.#postings.words.numberOf(part) !== undefined;
		const apart = words.flatMap((word, place) =>
			halvesOf(word)
				.filter((halves) => halves.every(isWord))
				.map((halves) => words.toSpliced(place, 1, ...halves))
		);
		return [...neighboursJoined(words), ...apart];
	}

	#browse(limit: number, filter: SearchFilter, letter: string): Found {
		const all = this.#inAlphabet();
		const from = letter === '' ? 0 : firstIndex(all, (document) => this.#keyOf(document) >= letter);
		const to = letter === '' ? all.length : firstIndex(all, (document) => !this.#keyOf(document).startsWith(letter) && this.#keyOf(document) > letter);
		const fitting = this.#filtered(all.slice(from, to), filter);
		return { hits: fitting.slice(0, limit).map((document) => ({ id: this.#kept[document]?.id ?? '', score: 0 })), total: fitting.length };
	}

	#inAlphabet(): readonly number[] {
		if (this.#inOrder) return this.#alphabet;
		const keyed = this.#alphabet.filter(this.#isAlive).map((document) => ({ document, key: this.#keyOf(document) }));
		keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.document - b.document));
		this.#alphabet = keyed.map(({ document }) => document);
		this.#inOrder = true;
		return this.#alphabet;
	}

	#keyOf(document: number): string {
		return this.#kept[document]?.sortKey ?? '';
	}

	#filtered(documents: readonly number[], filter: SearchFilter): readonly number[] {
		if (Object.values(filter).every((wanted) => wanted === undefined || wanted === false)) return documents;
		return documents.filter((document) => {
			const kept = this.#kept[document];
			return kept !== undefined && fits(kept, filter) && !(filter.onShelf && this.#away.has(kept.id));
		});
	}

	#hit(document: number, score: number, typed: string): Hit {
		const { id = '', folded = '' } = this.#kept[document] ?? {};
		return { id, score: score * closeness(folded, typed) * (this.#away.has(id) ? nothingOnShelf : 1) };
	}
}

function documentsWith({ documents, count, words }: Matches, least: number): number[] {
	const found: number[] = [];
	for (let i = 0; i < count; i++) if ((words[documents[i] ?? 0] ?? 0) >= least) found.push(documents[i] ?? 0);
	return found;
}

/** Without a last word of which only one letter was typed, where there is something else to go by. */
function withoutBegun(words: readonly string[]): readonly string[] {
	const last = words.at(-1) ?? '';
	return words.length > 1 && /^\p{L}$/u.test(last) ? words.slice(0, -1) : words;
}

/** The first place from which on it holds; the list is in order. */
function firstIndex(list: readonly number[], holds: (document: number) => boolean): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(list[middle] ?? 0)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Typing slips by the length of the word. */
function allowedTypos(word: string): number {
	if (/\d/.test(word) || word.length < 4) return 0;
	return word.length < 6 ? 1 : 2;
}

/** The words with each neighbouring pair in turn written as one: `spijker broek`. */
function neighboursJoined(words: readonly string[]): string[][] {
	return words.slice(1).map((word, index) => [...words.slice(0, index), `${words[index] ?? ''}${word}`, ...words.slice(index + 2)]);
}

function halvesOf(word: string): [string, string][] {
	const halves = Array.from({ length: Math.max(0, word.length - 1) }, (_, at): [string, string] => [word.slice(0, at + 1), word.slice(at + 1)]);
	return halves.filter((parts) => parts.every((part) => part.length > 1 || /\d/.test(part)));
}
