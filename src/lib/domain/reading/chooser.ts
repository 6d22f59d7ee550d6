import { sortingForm } from '../catalogue/author-name.ts';
import type { Mood } from '../catalogue/mood.ts';
import { foldWords } from '../catalogue/title-key.ts';
import { isSameWork } from '../programmes/eligible.ts';
import type { ReadingList } from './levels.ts';
import type { ReadingWord } from './reading-entry.ts';
import type { LikedTitle, Taste } from './taste.ts';

/** In the order in which they are asked; what matters most to a reader comes first. */
export const chooserQuestions = ['mood', 'length', 'truth', 'genre', 'level'] as const;
export type ChooserQuestion = (typeof chooserQuestions)[number];

export const lengths = ['short', 'middle', 'long'] as const;
export type Length = (typeof lengths)[number];
export const truths = ['madeUp', 'real'] as const;
export type Truth = (typeof truths)[number];

/** By question; absent: it does not matter. A level is a list with a level on it: `12-15:2`. */
export type ChooserAnswers = Readonly<Partial<Record<ChooserQuestion, string>>>;

/** What the chooser must know of a title that stands on the shelf. */
export interface Choosable {
	readonly id: string;
	readonly title: string;
	readonly author: string;
	readonly genre: string;
	readonly material: string;
	readonly moods: readonly string[];
	readonly levels: readonly string[];
	readonly language: string;
	readonly pages?: number | undefined;
	/** Folded; empty: in no series. */
	readonly series: string;
	/** Its number in the series. */
	readonly part?: number | undefined;
}

export interface ChooserWish {
	readonly answers: ChooserAnswers;
	readonly taste: Taste;
	/** The list that this reader's class reads from. */
	readonly list: ReadingList;
	/** Levels on it that are asked about, the easiest first; empty: the question is not asked. */
	readonly levels: readonly string[];
	/** The same seed chooses the same: that of a reader on a day. */
	readonly seed: string;
}

/** Why this one, of those that fit the answers. */
export type ChoiceReason =
	| { readonly by: 'series' | 'author' | 'genre'; readonly liked: string }
	| { readonly by: 'word'; readonly liked: string; readonly word: ReadingWord };

export interface Choice {
	readonly id: string;
	readonly reason?: ChoiceReason | undefined;
	/** Answers that were let go, because nothing on the shelf fits them all. */
	readonly relaxed: readonly ChooserQuestion[];
}

export interface ChooserOption {
	readonly value: string;
	/** Titles on the shelf that fit this and the answers before it. */
	readonly count: number;
}

export interface Choosing {
	/** Questions with something to choose; the others are not asked. */
	readonly questions: readonly { readonly question: ChooserQuestion; readonly options: readonly ChooserOption[] }[];
	readonly choice?: Choice | undefined;
}

/** Short is read in a few evenings, and no more than a reader who would rather not is promised. */
const shortUpTo = 150;
const middleUpTo = 300;
const mostGenres = 8;
const readable = ['book', 'comic', 'audiobook'];
const dutch = ['', 'nl', 'dut', 'nld'];
/** The questions that make sense on this shelf, and the one title for the answers. `shelf`: what can be taken home now. */
export function chooseTitle(shelf: readonly Choosable[], wish: ChooserWish): Choosing {
	const leftOut = new Set(wish.taste.leftOut);
	const pool = shelf.filter((title) => !leftOut.has(title.id) && isChoosable(title, wish));
	return { questions: questionsFor(pool, wish), choice: choose(pool, wish) };
}

function isChoosable({ material, language, series, part, levels }: Choosable, { taste: { readSeries }, list }: ChooserWish): boolean {
	if (!readable.includes(material) || !dutch.includes(language.toLowerCase())) return false;
	// Nobody of twelve should be sent home with a title that stands on the list for 15 to 18 alone.
	if (list === '12-15' && levels.length > 0 && levels.every((level) => level.startsWith('15-18:'))) return false;
	// A story that began somewhere else is for who was there.
	return part === undefined || part <= 1 || readSeries.includes(series);
}

function fitsAnswer(title: Choosable, question: ChooserQuestion, answer: string): boolean {
	return valuesOf(title, question).includes(answer);
}

function valuesOf({ moods, genre, levels, pages }: Choosable, question: ChooserQuestion): readonly string[] {
	switch (question) {
		case 'mood':
			return moods.filter((mood) => mood !== ('real' satisfies Mood));
		case 'length':
			return pages === undefined ? [] : [lengthOf(pages)];
		case 'truth':
			return [moods.includes('real') ? 'real' : 'madeUp'];
		case 'genre':
			return genre === '' ? [] : [genre];
		case 'level':
			return levels;
	}
}

function lengthOf(pages: number): Length {
	return pages <= shortUpTo ? 'short' : pages <= middleUpTo ? 'middle' : 'long';
}

/** Each with the answers that still lead somewhere after those before it; one answer is no question. */
function questionsFor(pool: readonly Choosable[], { answers, levels }: ChooserWish): Choosing['questions'] {
	let left = pool;
	return chooserQuestions.flatMap((question) => {
		const options = optionsOf(left, question, levels);
		const answer = answers[question];
		if (answer !== undefined) left = left.filter((title) => fitsAnswer(title, question, answer));
		return options.length < 2 ? [] : [{ question, options }];
	});
}

function optionsOf(titles: readonly Choosable[], question: ChooserQuestion, levels: readonly string[]): ChooserOption[] {
	const counts = new Map<string, number>();
	for (const title of titles) for (const value of valuesOf(title, question)) counts.set(value, (counts.get(value) ?? 0) + 1);
	const inOrder = question === 'length' ? lengths : question === 'truth' ? truths : question === 'level' ? levels : undefined;
	if (inOrder) return inOrder.flatMap((value) => (counts.has(value) ? [{ value, count: counts.get(value) ?? 0 }] : []));
	const commonest = [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
	return question === 'genre' ? commonest.slice(0, mostGenres) : commonest;
}

/** With all answers; where nothing fits, without one of them, the least important first; at last without more and more. */
function choose(pool: readonly Choosable[], wish: ChooserWish): Choice | undefined {
	const given = chooserQuestions.filter((question) => wish.answers[question] !== undefined);
	const leastFirst = given.toReversed();
	const attempts = [[], ...leastFirst.map((question) => [question]), ...leastFirst.slice(1).map((_, place) => leastFirst.slice(0, place + 2))];
	for (const relaxed of attempts) {
		const kept = given.filter((question) => !relaxed.includes(question));
		const fitting = pool.filter((title) => kept.every((question) => fitsAnswer(title, question, wish.answers[question] ?? '')));
		const best = bestFor(fitting, wish);
		if (best) return { ...best, relaxed: given.filter((question) => relaxed.includes(question)) };
	}
	return undefined;
}

interface Weighed {
	readonly title: Choosable;
	readonly reason: ChoiceReason | undefined;
	readonly weight: number;
}

const weights = { series: 8, author: 6, word: 4, genre: 3 } as const;
/** Chance moves a title past others of its kind, and not past what the reader is known to like. */
const chance = 2;

function bestFor(titles: readonly Choosable[], { taste, seed }: ChooserWish): { id: string; reason: ChoiceReason | undefined } | undefined {
	const weighed = titles.map((title): Weighed => {
		const reason = reasonFor(title, taste.liked);
		const dislike = taste.dislikedGenres.includes(title.genre) ? weights.genre : 0;
		return { title, reason, weight: (reason ? weights[reason.by] : 0) - dislike + chance * chanceOf(seed, title.id) };
	});
	const best = weighed
		.toSorted((a, b) => b.weight - a.weight || (a.title.id < b.title.id ? -1 : 1))
		.find(({ title }) => !taste.readWorks.some((work) => isSameWork(work, title)));
	return best && { id: best.title.id, reason: best.reason };
}

/** The strongest link with something that was liked; of equal ones the one read last. */
function reasonFor(title: Choosable, liked: readonly LikedTitle[]): ChoiceReason | undefined {
	const series = title.series !== '' && liked.find((each) => each.series === title.series);
	if (series) return { by: 'series', liked: series.title };
	const key = authorKey(title.author);
	const author = key !== '' && liked.find((each) => authorKey(each.author) === key);
	if (author) return { by: 'author', liked: author.title };
	for (const { title: name, words } of liked) {
		const word = words.find(({ mood }) => title.moods.includes(mood));
		if (word) return { by: 'word', liked: name, word: word.word };
	}
	const genre = title.genre !== '' && liked.find((each) => each.genre === title.genre);
	return genre ? { by: 'genre', liked: genre.title } : undefined;
}

const keys = new Map<string, string>();

/** One for each person, however the name was written; a catalogue has few authors and many titles. */
function authorKey(author: string): string {
	const key = keys.get(author) ?? foldWords(sortingForm(author));
	keys.set(author, key);
	return key;
}

/** 0…1, the same for the same two texts on every device (FNV-1a). */
function chanceOf(seed: string, id: string): number {
	let hash = 2166136261;
	for (const letter of `${seed}|${id}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
	// The last letters alone would hardly move the high digits.
	hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
	return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
