import type { Title } from '#lib/domain/catalogue/title.ts';
import { spokenForm } from '#lib/domain/catalogue/author-name.ts';
import { partOf, seriesKey } from '#lib/domain/catalogue/next-in-series.ts';
import { moodsOf, wordsForKind } from '#lib/domain/catalogue/mood.ts';
import { levelOnList, readingListNames, type Level, type ReadingList } from '#lib/domain/reading/levels.ts';
import { isbn13Of10, isIsbn10 } from '#lib/domain/catalogue/isbn.ts';

/** Letters that no accent rule takes apart. */
const letters: Readonly<Record<string, string>> = { ĳ: 'ij', æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', đ: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Words that say nothing about which title is meant. They count only when nothing else was typed. */
const emptyWords = new Set(['de', 'het', 'een', 't', 'n', 'der', 'den', 'van', 'en', 'of', 'in', 'op', 'the', 'a', 'an', 'and', 'vd', 'deel']);

/** Lower case, accents folded, apostrophes gone: `Één baby’s` → `een babys`. */
export function foldText(text: string): string {
	// Most text has nothing to fold, and a catalogue has a million words.
	if (/^[\w ]*$/.test(text)) return text.toLowerCase().trim();
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[ĳæœøßđłþı]/g, (letter) => letters[letter] ?? letter)
		.replace(/(?<=\p{L})['’‘`](?=\p{L})/gu, '')
		.trim();
}

/** The words of a text as they are compared. */
export function wordsOf(text: string): string[] {
	return text === '' ? [] : foldText(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

/** The words that tell; all of them when there are only empty ones. */
export function tellingWords(words: readonly string[]): string[] {
	const telling = words.filter((word) => !emptyWords.has(word));
	return telling.length > 0 ? telling : [...words];
}

/** The text without a leading article: where a title stands in the alphabet, and how people leave it out. */
export function withoutArticle(folded: string): string {
	return folded.replace(/^(de|het|een|['’]?[tn]|the|an?)\s+(?=\S)/u, '');
}

/** Thirteen digits when the text is an ISBN, also with hyphens or of the old ten; else `undefined`. */
export function isbnIn(text: string): string | undefined {
	const bare = text.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
	if (/^97[89]\d{10}$/.test(bare)) return bare;
	return isIsbn10(bare) ? isbn13Of10(bare) : undefined;
}

/** How a level on a list is named in a filter. */
export function levelKey(list: ReadingList, level: Level): string {
	return `${list}:${level}`;
}

/** What the index needs of one title, small enough to hand over by the thousand. */
export interface SearchEntry {
	readonly id: string;
	readonly title: string;
	readonly subtitle: string;
	readonly authors: string;
	readonly series: string;
	readonly subject: string;
	readonly genre: string;
	/** What people type who mean this kind of title. */
	readonly kind: string;
	readonly isbns: readonly string[];
	readonly material: string;
	readonly moods: readonly string[];
	/** Each as its list and the level on it: `12-15:2`. */
	readonly levels: readonly string[];
	readonly language: string;
	readonly pages: number | undefined;
	/** What its series is known by, and its number there. */
	readonly seriesKey: string;
	readonly part: number | undefined;
}

export function searchEntryOf(title: Title): SearchEntry {
	const { id, subtitle = '', subject = '', genre = '', material, language = '', pages } = title;
	return {
		id,
		title: title.title,
		subtitle,
		authors: title.authors.map(spokenForm).join(' ; '),
		series: title.series === undefined ? '' : `${title.series} ${title.seriesNumber ?? ''}`,
		subject,
		genre,
		kind: wordsForKind(title),
		isbns: title.isbns,
		material,
		moods: moodsOf(title),
		levels: readingListNames.flatMap((list) => {
			const level = levelOnList(title, list);
			return level === undefined ? [] : [levelKey(list, level)];
		}),
		language,
		pages,
		seriesKey: seriesKey(title) ?? '',
		part: partOf(title)
	};
}
