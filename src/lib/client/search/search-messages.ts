import type { ChooserWish, Choosing } from '#lib/domain/reading/chooser.ts';
import type { SearchEntry } from './search-text.ts';
import type { Facets, SearchFilter } from './facets.ts';
import type { Shelf, ShelfWish } from './shelves.ts';
import { TitleIndex, type Found } from './title-index.ts';

/** What the page says to the worker. `key` comes back with the answer. */
export type SearchRequest =
	| { readonly type: 'put'; readonly key: number; readonly entries: readonly SearchEntry[] }
	| { readonly type: 'remove'; readonly key: number; readonly ids: readonly string[] }
	/** Titles without a copy on the shelf. */
	| { readonly type: 'away'; readonly key: number; readonly ids: readonly string[] }
	/** All titles are there: what the first question needs can be made. */
	| { readonly type: 'prepare'; readonly key: number }
	| { readonly type: 'query'; readonly key: number; readonly text: string; readonly limit: number; readonly filter: SearchFilter }
	| { readonly type: 'facets'; readonly key: number }
	| { readonly type: 'shelves'; readonly key: number; readonly wish: ShelfWish }
	| { readonly type: 'choose'; readonly key: number; readonly wish: ChooserWish };

export interface SearchAnswer {
	readonly key: number;
	readonly found?: Found;
	readonly facets?: Facets;
	readonly shelves?: readonly Shelf[];
	readonly choosing?: Choosing;
}

/** Answers requests one after the other over one index. */
export function makeSearchAnswerer(): (request: SearchRequest) => SearchAnswer {
	const index = new TitleIndex();
	return (request) => {
		const { key } = request;
		if (request.type === 'query') return { key, found: index.query(request.text, request.limit, request.filter) };
		if (request.type === 'facets') return { key, facets: index.facets() };
		if (request.type === 'shelves') return { key, shelves: index.shelves(request.wish) };
		if (request.type === 'choose') return { key, choosing: index.choose(request.wish) };
		if (request.type === 'put') index.put(request.entries);
		else if (request.type === 'remove') index.remove(request.ids);
		else if (request.type === 'away') index.setAway(request.ids);
		else index.prepare();
		return { key };
	};
}
