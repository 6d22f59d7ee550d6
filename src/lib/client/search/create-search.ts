import type { Title } from '#lib/domain/catalogue/title.ts';
import type { ChooserWish, Choosing } from '#lib/domain/reading/chooser.ts';
import type { SearchAnswer, SearchRequest } from './search-messages.ts';
import { searchEntryOf } from './search-text.ts';
import { noFacets, type Facets, type SearchFilter } from './facets.ts';
import type { Shelf, ShelfWish } from './shelves.ts';
import type { Found } from './title-index.ts';

/** The end of the worker that the page holds. */
export interface SearchPort {
	postMessage(request: SearchRequest): void;
	addEventListener(type: 'message', listener: (event: { readonly data: SearchAnswer }) => void): void;
	terminate(): void;
}

export interface Search {
	/** Hands all titles over in slices, so that the screen stays alive. Resolves when all can be found. */
	load(titles: Iterable<Title>): Promise<void>;
	/** Titles that are new or changed, and ids of those that are gone. */
	update(changed: Iterable<Title>, gone?: readonly string[]): Promise<void>;
	/** Ids of the titles of which no copy is on the shelf now. */
	setAway(ids: readonly string[]): Promise<void>;
	/** Best first. `undefined`: a later question was asked before this one's turn came. */
	query(text: string, limit: number, filter?: SearchFilter): Promise<Found | undefined>;
	facets(): Promise<Facets>;
	shelves(wish: ShelfWish): Promise<readonly Shelf[]>;
	/** One title on the shelf for the answers of one reader. */
	choose(wish: ChooserWish): Promise<Choosing>;
	stop(): void;
}

/** Copying this many entries to the worker takes about a millisecond. */
const slice = 400;

type Question = { readonly text: string; readonly limit: number; readonly filter: SearchFilter; readonly resolve: (found: Found | undefined) => void };

/** @param open opens the worker; tests hand in one of their own */
export function createSearch(open: () => SearchPort = openWorker): Search {
	const port = open();
	const waiting = new Map<number, (answer: SearchAnswer) => void>();
	let lastKey = 0;
	let next: Question | undefined;
	let asking = false;

	port.addEventListener('message', ({ data }) => {
		waiting.get(data.key)?.(data);
		waiting.delete(data.key);
	});

	function ask(request: (key: number) => SearchRequest): Promise<SearchAnswer> {
		const key = ++lastKey;
		return new Promise((resolve) => {
			waiting.set(key, resolve);
			port.postMessage(request(key));
		});
	}

	async function hand(titles: Iterable<Title>): Promise<void> {
		for (const part of slicesOf(titles, slice)) {
			await ask((key) => ({ type: 'put', key, entries: part.map(searchEntryOf) }));
		}
		await ask((key) => ({ type: 'prepare', key }));
	}

	/** One question is on its way at a time; of those that come meanwhile only the last is asked. */
	async function askNext(): Promise<void> {
		if (asking) return;
		asking = true;
		while (next) {
			const { text, limit, filter, resolve } = next;
			next = undefined;
			const { found } = await ask((key) => ({ type: 'query', key, text, limit, filter }));
			// `next` may have been set by a later question while this one was on its way.
			resolve(next === undefined ? found : undefined);
		}
		asking = false;
	}

	return {
		load: hand,
		async update(changed, gone = []) {
			if (gone.length > 0) await ask((key) => ({ type: 'remove', key, ids: gone }));
			await hand(changed);
		},
		async setAway(ids) {
			await ask((key) => ({ type: 'away', key, ids }));
		},
		query(text, limit, filter = {}) {
			next?.resolve(undefined);
			return new Promise((resolve) => {
				next = { text, limit, filter, resolve };
				void askNext();
			});
		},
		async facets() {
			const { facets } = await ask((key) => ({ type: 'facets', key }));
			return facets ?? noFacets;
		},
		async shelves(wish) {
			const { shelves } = await ask((key) => ({ type: 'shelves', key, wish }));
			return shelves ?? [];
		},
		async choose(wish) {
			const { choosing } = await ask((key) => ({ type: 'choose', key, wish }));
			return choosing ?? { questions: [] };
		},
		stop: () => port.terminate()
	};
}

function openWorker(): SearchPort {
	return new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module', name: 'title-search' });
}

function* slicesOf<T>(all: Iterable<T>, size: number): Generator<T[]> {
	let part: T[] = [];
	for (const each of all) {
		part.push(each);
		if (part.length < size) continue;
		yield part;
		part = [];
	}
	if (part.length > 0) yield part;
}
