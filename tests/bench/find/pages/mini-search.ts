import MiniSearch from 'minisearch';
import type { SearchEntry } from '#lib/client/search/search-text.ts';

/** The peer as it comes: its own index in the page itself, and a plain list instead of covers. */
async function searchWithMiniSearch(file: string, shown: number): Promise<number> {
	const entries = (await (await fetch(file)).json()) as (SearchEntry & { title: string; authors: string })[];
	const began = performance.now();
	const index = new MiniSearch({ fields: ['title', 'subtitle', 'authors', 'series', 'subject', 'genre'], storeFields: ['title', 'authors'] });
	index.addAll(entries);
	const ready = performance.now() - began;
	const [field, list] = [document.createElement('input'), document.createElement('ul')];
	field.type = 'search';
	document.body.replaceChildren(field, list);
	field.addEventListener('input', () => {
		const lines = index.search(field.value).slice(0, shown).map(({ title, authors }) => {
			const line = document.createElement('li');
			line.textContent = `${String(title)} ${String(authors)}`;
			return line;
		});
		list.replaceChildren(...lines);
	});
	field.focus();
	return ready;
}

declare global {
	var miniSearchInPage: typeof searchWithMiniSearch;
}
globalThis.miniSearchInPage = searchWithMiniSearch;
