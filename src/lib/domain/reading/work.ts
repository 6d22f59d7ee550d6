import { z } from 'zod';
import type { Title } from '../catalogue/title.ts';
import { foldWords } from '../catalogue/title-key.ts';
import type { ReadTitle } from '../programmes/eligible.ts';

const line = z.string().max(500);

/** What was read, as the reader's own record keeps it: it may be from home, and it outlives its title in the catalogue. */
export const workSchema = z.object({
	title: line.min(1),
	/** Each as `Surname, First infix`. */
	authors: z.array(line).max(20).default([]),
	isbn: z.string().regex(/^97[89]\d{10}$/).optional(),
	/** First publication; negative before Christ. */
	year: z.number().int().min(-3000).max(2200).optional(),
	originalLanguage: z.string().max(20).optional(),
	genre: line.optional(),
	pages: z.number().int().positive().max(20_000).optional()
});
export type Work = z.infer<typeof workSchema>;

export function workOf(title: Title): Work {
	const { authors, year, originalLanguage, genre, pages } = title;
	return workSchema.parse({ title: title.title, authors, isbn: title.isbns[0], year, originalLanguage, genre, pages });
}

/** As programmes ask for it. */
export function readTitleOfWork(work: Work, titleId?: string): ReadTitle {
	const { title, authors, year, originalLanguage, genre } = work;
	return { titleId, title, author: authors[0] ?? '', year, originalLanguage, genre };
}

/** The same words and the same first surname: a paperback, an e-book and a copy from home are one. */
export function keyOfWork({ title, authors }: Pick<Work, 'title' | 'authors'>): string {
	return `${foldWords(title)}|${foldWords((authors[0] ?? '').split(',', 1)[0] ?? '')}`;
}
