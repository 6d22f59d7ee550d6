import type { ListedIsbn } from '#lib/client/db/isbn-store.ts';
import type { Queries } from '#lib/client/view/queries.ts';
import { lookUpTroubleText } from '#lib/i18n/look-up-text.ts';
import type { IsbnLine } from '#lib/ui/cataloguing/isbn-line.ts';
import { addCopiesHref, addIsbnHref } from '../../../hrefs.ts';

/** The list as it stands beside the collection: what came in meanwhile is known, whoever added it. */
export function isbnLines(entries: readonly ListedIsbn[], asking: string | undefined, queries: Pick<Queries, 'titleByIsbn'>): IsbnLine[] {
	return entries.map((entry): IsbnLine => {
		const { isbn, count, answer } = entry;
		const known = queries.titleByIsbn(isbn);
		if (known) return { isbn, count, state: 'known', title: known.title, authors: known.authors, troubles: [], href: addCopiesHref(known.id, isbn) };
		const [proposal] = answer?.proposals ?? [];
		const about = { isbn, count, troubles: (answer?.troubles ?? []).map(lookUpTroubleText), href: addIsbnHref(isbn) };
		if (proposal) return { ...about, state: 'found', title: proposal.title.title, authors: proposal.title.authors, source: proposal.source };
		if (!answer) return { ...about, state: asking === isbn ? 'asking' : 'waiting' };
		return { ...about, state: answer.sources === 0 ? 'noSource' : 'unknown' };
	});
}
