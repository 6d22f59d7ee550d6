import { sortingForm } from '../catalogue/author-name.ts';
import { foldWords } from '../catalogue/title-key.ts';
import type { Title } from '../catalogue/title.ts';
import type { EligibleRule, EligibleTitles } from './edition.ts';

/** What is known of something that was read: from the catalogue, or from home. */
export interface ReadTitle {
	readonly titleId?: string | undefined;
	readonly title: string;
	/** As `Surname, First` or `First Surname`. */
	readonly author: string;
	readonly year?: number | undefined;
	readonly originalLanguage?: string | undefined;
	readonly audience?: string | undefined;
	readonly genre?: string | undefined;
}

export function readTitleOf(title: Title): ReadTitle {
	const { id, authors, ...rest } = title;
	return { ...rest, titleId: id, author: authors[0] ?? '' };
}

/** Whether the title is on the list or meets the rule. Without a list and a rule everything is eligible. */
export function isEligible(eligible: EligibleTitles | undefined, read: ReadTitle): boolean {
	if (!eligible) return true;
	if (read.titleId && eligible.titleIds.some((id) => id === read.titleId)) return true;
	if (eligible.outside.some((other) => isSameWork(other, read))) return true;
	return eligible.rule !== undefined && meets(eligible.rule, read);
}

/** What is not known of a title does not meet a condition: a list decides then, not a guess. */
function meets(rule: EligibleRule, read: ReadTitle): boolean {
	if (rule.originalLanguage !== undefined && read.originalLanguage !== rule.originalLanguage) return false;
	if (rule.fromYear !== undefined && !(read.year !== undefined && read.year >= rule.fromYear)) return false;
	if (rule.toYear !== undefined && !(read.year !== undefined && read.year <= rule.toYear)) return false;
	if (rule.audience !== undefined && foldWords(read.audience ?? '') !== foldWords(rule.audience)) return false;
	return rule.genre === undefined || foldWords(read.genre ?? '') === foldWords(rule.genre);
}

/** Same words in the title and the same surname; without an author on either side the title decides. */
export function isSameWork(a: { title: string; author: string }, b: { title: string; author: string }): boolean {
	if (foldWords(a.title) !== foldWords(b.title)) return false;
	const [one, other] = [surname(a.author), surname(b.author)];
	return one === '' || other === '' || one === other;
}

function surname(author: string): string {
	return foldWords(sortingForm(author).split(',', 1)[0] ?? '');
}

/** What a work is counted by: its words, so that a paperback, an e-book and a copy from home are one. */
export function workKey(read: Pick<ReadTitle, 'title' | 'author'>): string {
	return `${foldWords(read.title)}|${surname(read.author)}`;
}
