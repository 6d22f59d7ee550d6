import type { Title } from '#lib/domain/catalogue/title.ts';
import type { ChooserWish, Choosing } from '#lib/domain/reading/chooser.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { afterWaiting } from '../after-waiting.ts';
import type { Queries } from '../view/queries.ts';
import type { Records } from '../view/records.ts';
import { createSearch, type Search } from './create-search.ts';
import type { Facets, SearchFilter } from './facets.ts';
import type { Shelf, ShelfWish } from './shelves.ts';
import type { Found } from './title-index.ts';

/** Looking for changed titles goes over all of them; a burst of scans causes one look. */
const lookAfter = 1000;
/** Titles whose copies are counted before the screen has its turn: a few milliseconds. */
const countedAtOnce = 1000;

/** The search of one running installation: follows its titles by itself. */
export class TitleSearch {
	readonly #records: Records;
	readonly #queries: Pick<Queries, 'availability'>;
	readonly #search: Search;
	readonly #known = new Map<string, Title>();
	readonly #listeners = new Set<() => void>();
	#work: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#leave: (() => void) | undefined;
	#away = '';

	constructor({ records, queries }: Searched, search: Search = createSearch()) {
		this.#records = records;
		this.#queries = queries;
		this.#search = search;
		this.#leave = records.subscribe(() => this.#lookSoon());
		this.#follow();
	}

	/** Called whenever what can be found has changed: ask again. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Best first; `undefined`: overtaken by a later question. */
	query(text: string, limit: number, filter?: SearchFilter): Promise<Found | undefined> {
		return this.#search.query(text, limit, filter);
	}

	facets(): Promise<Facets> {
		return this.#search.facets();
	}

	/** Titles of one mood or genre to walk along. */
	shelves(wish: ShelfWish): Promise<readonly Shelf[]> {
		return this.#search.shelves(wish);
	}

	/** One title on the shelf for the answers of one reader. */
	choose(wish: ChooserWish): Promise<Choosing> {
		return this.#search.choose(wish);
	}

	/** Resolves when all titles known now can be found. */
	ready(): Promise<void> {
		return this.#work;
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#leave?.();
		this.#search.stop();
	}

	#lookSoon(): void {
		this.#timer ??= setTimeout(() => this.#follow(), lookAfter);
	}

	#follow(): void {
		this.#timer = undefined;
		const changed: Title[] = [];
		const gone = new Set(this.#known.keys());
		for (const title of this.#records.all('title')) {
			// A signpost to another title is nothing to find.
			if (title.mergedInto !== undefined) continue;
			gone.delete(title.id);
			if (this.#known.get(title.id) === title) continue;
			this.#known.set(title.id, title);
			changed.push(title);
		}
		for (const id of gone) this.#known.delete(id);
		this.#work = this.#work.then(() => this.#tell(changed, [...gone]));
	}

	async #tell(changed: readonly Title[], gone: readonly string[]): Promise<void> {
		const isOther = changed.length > 0 || gone.length > 0;
		if (isOther) await this.#search.update(changed, gone);
		const away = await this.#countAway();
		const isAwayOther = away.join() !== this.#away;
		if (isAwayOther) await this.#search.setAway(away);
		this.#away = away.join();
		if (isOther || isAwayOther) for (const listener of this.#listeners) listener();
	}

	/** The titles of which nothing stands on the shelf. */
	async #countAway(): Promise<string[]> {
		const away: string[] = [];
		let counted = 0;
		for (const id of [...this.#known.keys()]) {
			if (this.#queries.availability(id as TitleId).onShelf === 0) away.push(id);
			if (++counted % countedAtOnce === 0) await afterWaiting();
		}
		return away;
	}
}

/** What a running installation has that can be searched. */
export interface Searched {
	readonly records: Records;
	readonly queries: Pick<Queries, 'availability'>;
}

let running: { readonly records: Records; readonly search: TitleSearch } | undefined;

/** The one search of the installation that runs; another installation's is stopped. */
export function titleSearchOf(app: Searched): TitleSearch {
	if (running?.records !== app.records) {
		running?.search.stop();
		running = { records: app.records, search: new TitleSearch(app) };
	}
	return running.search;
}
