import { sortingForm } from '#lib/domain/catalogue/author-name.ts';
import type { TitleField, TitleValues } from '#lib/domain/catalogue/editable-fields.ts';
import { readIsbn } from '#lib/domain/catalogue/isbn.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { readYear } from '#lib/domain/catalogue/year.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Fields in which one line is typed and kept as it is. */
export const lineFields = [
	'subtitle',
	'publisher',
	'language',
	'originalLanguage',
	'genre',
	'subject',
	'series',
	'seriesNumber',
	'audience',
	'siso',
	'nur',
	'summary'
] as const satisfies readonly TitleField[];

/** A title as it stands in the form: everything is text. */
export type TitleDraft = Record<TitleField, string>;
export type TitleErrors = Partial<Record<TitleField, string>>;

export function titleDraft(title?: Title): TitleDraft {
	const lines = Object.fromEntries(lineFields.map((field) => [field, title?.[field] ?? ''])) as Record<(typeof lineFields)[number], string>;
	return {
		...lines,
		title: title?.title ?? '',
		authors: title?.authors.join('\n') ?? '',
		isbns: title?.isbns.join('\n') ?? '',
		year: title?.year?.toString() ?? '',
		pages: title?.pages?.toString() ?? '',
		material: title?.material ?? 'book',
		levelLower: title?.levelLower ?? '',
		levelUpper: title?.levelUpper ?? ''
	};
}

/** What was typed, as it will be kept; or what is wrong with it, by field. */
export function readTitleDraft(draft: TitleDraft): { readonly values: TitleValues; readonly errors: TitleErrors } {
	const errors: TitleErrors = {};
	const title = draft.title.trim();
	if (title === '') errors.title = m.common_error_required();
	const isbns = linesOf(draft.isbns).map(readIsbn);
	if (isbns.some((reading) => reading.outcome === 'rejected')) errors.isbns = m.editing_error_isbn();
	const year = draft.year.trim() === '' ? null : readYear(draft.year);
	if (year === undefined) errors.year = m.editing_error_year();
	const pages = draft.pages.trim() === '' ? null : wholeNumber(draft.pages);
	if (pages === undefined) errors.pages = m.common_error_number();
	const values = {
		...Object.fromEntries(lineFields.map((field) => [field, draft[field].trim()])),
		title,
		authors: linesOf(draft.authors).map(sortingForm),
		isbns: isbns.flatMap((reading) => ('isbn' in reading ? [reading.isbn] : [])),
		year,
		pages,
		material: draft.material,
		levelLower: draft.levelLower === '' ? null : draft.levelLower,
		levelUpper: draft.levelUpper === '' ? null : draft.levelUpper
	} as TitleValues;
	return { values, errors };
}

function linesOf(text: string): string[] {
	return [...new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== ''))];
}

function wholeNumber(text: string): number | undefined {
	return /^\s*[1-9]\d{0,4}\s*$/.test(text) ? Number(text) : undefined;
}
