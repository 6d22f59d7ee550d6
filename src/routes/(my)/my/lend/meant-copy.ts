import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { interpret } from '#lib/client/desk/interpret.ts';
import type { Queries } from '#lib/client/view/queries.ts';

/** What a scanned or typed code comes to in self-service: one copy, or why it is not one. */
export type MeantCopy =
	| { readonly copy: Copy; readonly title: Title }
	| { readonly unclear: 'unknown' }
	/** The back cover's code of a title with several copies, or with none. */
	| { readonly unclear: 'which' | 'none'; readonly title: Title };

export function meantCopy(code: string, queries: Queries, own: PatronId): MeantCopy {
	const { copy, isbn } = interpret(code, queries);
	const title = copy ? queries.title(copy.titleId) : isbn?.title;
	if (!title) return { unclear: 'unknown' };
	if (copy) return { copy, title };
	const atHome = queries.loansOf(own).find((line) => line.title?.id === title.id)?.copy;
	if (atHome) return { copy: atHome, title };
	const copies = queries.copiesOf(title.id).map((line) => line.copy).filter(({ status }) => status === 'inService');
	const [only, ...others] = copies;
	if (!only) return { unclear: 'none', title };
	return others.length > 0 ? { unclear: 'which', title } : { copy: only, title };
}
