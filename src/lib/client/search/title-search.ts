import type { Title } from '#lib/domain/catalogue/title.ts';
import type { Records } from '../view/records.ts';
import { createSearch, type Search } from './create-search.ts';
import type { Facets, Found, SearchFilter } from './title-index.ts';

/** Looking for changed titles goes over all of them; a burst of scans causes one look. */
const lookAfter = 1000;

/** The search of one running installation: follows its titles by itself. */
export class TitleSearch {
	readonly #records: Records;
	readonly #search: Search;
	readonly #known = new Map<string, Title>();
	readonly #listeners = new Set<() => void>();
	#work: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#leave: (() => void) | undefined;

	constructor(records: Records, search: Search = createSearch()) {
		this.#records = records;
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
		if (changed.length === 0 && gone.size === 0) return;
		this.#work = this.#work
			.then(() => this.#search.update(changed, [...gone]))
			.then(() => this.#listeners.forEach((listener) => listener()));
	}
}

let running: { readonly records: Records; readonly search: TitleSearch } | undefined;

/** The one search of the installation that runs; another installation's is stopped. */
export function titleSearchOf(records: Records): TitleSearch {
	if (running?.records !== records) {
		running?.search.stop();
		running = { records, search: new TitleSearch(records) };
	}
	return running.search;
}
