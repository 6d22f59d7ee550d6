import { foldWords } from '../catalogue/title-key.ts';
import type { Title } from '../catalogue/title.ts';
import type { EligibleTitles } from './edition.ts';
import { isSameWork } from './eligible.ts';

/** A title as somebody typed it. */
export interface TypedTitle {
	readonly title: string;
	readonly author: string;
}

/** One title a line; the author after a semicolon or a tab. Empty lines are passed over. */
export function readTypedTitles(text: string): TypedTitle[] {
	return text
		.split('\n')
		.map((line) => line.split(/[;\t]/).map((part) => part.trim()))
		.filter(([title = '']) => title !== '')
		.map(([title = '', author = '']) => ({ title, author }));
}

/** Which records of the catalogue are meant, every edition of a work included, and what is left over. Each once. */
export function matchTitles(typed: readonly TypedTitle[], titles: Iterable<Title>): Pick<EligibleTitles, 'titleIds' | 'outside'> {
	const byWords = new Map<string, Title[]>();
	for (const title of titles) {
		const key = foldWords(title.title);
		byWords.set(key, [...(byWords.get(key) ?? []), title]);
	}
	const titleIds = new Set<Title['id']>();
	const outside = new Map<string, TypedTitle>();
	for (const each of typed) {
		const found = (byWords.get(foldWords(each.title)) ?? []).filter((title) => isSameWork(each, { title: title.title, author: title.authors[0] ?? '' }));
		for (const title of found) titleIds.add(title.id);
		if (found.length === 0) outside.set(`${foldWords(each.title)}|${foldWords(each.author)}`, each);
	}
	return { titleIds: [...titleIds], outside: [...outside.values()] };
}
