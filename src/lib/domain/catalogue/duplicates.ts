import { stillAlike } from '../shared/apart.ts';
import { foldWords } from './title-key.ts';
import type { Title } from './title.ts';

/** Titles that may be one, with why: one ISBN, or the same words by the same author. */
export interface LikelyDuplicates {
	readonly titles: readonly Title[];
	readonly why: 'sameIsbn' | 'sameWords';
}

/**
 * Titles that look alike, by ISBN first. The same words by the same author may still be two editions that a school
 * wants apart, so a person always says, once. Parts of a series stay apart: they may differ in their number alone.
 */
export function likelyDuplicates(titles: Iterable<Title>): LikelyDuplicates[] {
	const standing = [...titles].filter((title) => title.mergedInto === undefined);
	const byIsbn = groups(standing.flatMap((title) => title.isbns.map((isbn) => [isbn, title] as const)));
	const paired = new Set(byIsbn.flat().map((title) => title.id));
	const byWords = groups(standing.filter((title) => !paired.has(title.id) && title.authors.length > 0).map((title) => [likeness(title), title] as const));
	return [
		...byIsbn.map((each): LikelyDuplicates => ({ titles: each, why: 'sameIsbn' })),
		...byWords.map((each): LikelyDuplicates => ({ titles: each, why: 'sameWords' }))
	];
}

function likeness({ title, authors, material, seriesNumber = '' }: Title): string {
	return [foldWords(title), foldWords(authors[0] ?? ''), material, seriesNumber].join('|');
}

/** Groups of two and more that share a key; a group that two keys give is one. */
function groups(keyed: readonly (readonly [key: string, title: Title])[]): Title[][] {
	const found = new Map<string, Title[]>();
	for (const same of Map.groupBy(keyed, ([key]) => key).values()) {
		const titles = stillAlike([...new Map(same.map(([, title]) => [title.id, title])).values()]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
		if (titles.length > 1) found.set(titles.map(({ id }) => id).join(' '), titles);
	}
	return [...found.values()];
}
