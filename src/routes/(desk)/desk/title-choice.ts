import { spokenForm } from '#lib/domain/catalogue/author-name.ts';
import { readIsbn } from '#lib/domain/catalogue/isbn.ts';
import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { CopyLine, Queries } from '#lib/client/view/queries.ts';
import type { Names } from '#lib/i18n/names.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { TitleChoice } from '#lib/ui/desk/choices.ts';

/** Titles whose words or ISBN fit what was typed, at most `limit`; every word must begin a word. */
export function findTitles(text: string, titles: Iterable<Title>, queries: Queries, limit = 12): TitleChoice[] {
	const isbn = readIsbn(text);
	const known = 'isbn' in isbn ? queries.titleByIsbn(isbn.isbn) : undefined;
	if (known) return [choiceOfTitle(known)];
	const words = foldWords(text).split(' ').filter(Boolean);
	const found: TitleChoice[] = [];
	if (words.length === 0) return found;
	for (const title of titles) {
		const has = ` ${foldWords(`${title.title} ${title.authors.join(' ')}`)}`;
		if (title.mergedInto === undefined && words.every((word) => has.includes(` ${word}`))) found.push(choiceOfTitle(title));
		if (found.length >= limit) break;
	}
	return found;
}

function choiceOfTitle(title: Title): TitleChoice {
	const authors = title.authors.map(spokenForm);
	const detail = [authors[0] ?? m.desk_no_author(), title.year].filter(Boolean).join(' · ');
	return { id: title.id, title: title.title, authors, genre: title.genre, isbns: title.isbns, detail };
}

/** Where a copy is, in a few words. */
export function whereIs({ copy, state, heldFor }: CopyLine, names: Names): string {
	if (state?.open) return m.desk_copy_lent_to({ name: names.patron(state.open.patronId) });
	if (heldFor) return m.desk_copy_held_for({ name: names.patron(heldFor.patronId) });
	return copy.shelf ? m.desk_copy_on_shelf_at({ shelf: copy.shelf }) : m.desk_copy_on_shelf();
}
