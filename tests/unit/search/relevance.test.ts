import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { searchEntryOf } from '#lib/client/search/search-text.ts';
import { TitleIndex } from '#lib/client/search/title-index.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { heldOutSet } from '../../support/held-out-set.ts';
import { hitRate, isWanted, relevanceSet, relevanceTitles } from '../../support/relevance-set.ts';

const titles = relevanceTitles();
const byId = new Map<string, Title>(titles.map((title) => [title.id, title]));
const titlesOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);

const index = new TitleIndex();
index.put(titles.map(searchEntryOf));
const ours = hitRate((typed) => titlesOf(index.query(typed, 3).hits.map((hit) => hit.id)));

const miniSearch = new MiniSearch({ fields: ['title', 'subtitle', 'authors', 'series', 'subject', 'genre'] });
miniSearch.addAll(titles.map(searchEntryOf));
const theirs = hitRate((typed) => titlesOf(miniSearch.search(typed).map((result) => String(result.id))));

describe('what people type, over real titles', () => {
	it('is a set of at least sixty questions that can each be answered', () => {
		expect(relevanceSet.length).toBeGreaterThanOrEqual(60);
		expect(new Set(relevanceSet.map(({ typed }) => typed)).size).toBe(relevanceSet.length);
		expect(relevanceSet.filter(({ wanted }) => !titles.some((title) => isWanted(title, wanted)))).toEqual([]);
	});

	it('finds what was meant first more often than MiniSearch as it comes', () => {
		expect(ours.at1).toBeGreaterThan(theirs.at1);
	});

	it('finds what was meant among the first three more often than MiniSearch as it comes', () => {
		expect(ours.at3).toBeGreaterThan(theirs.at3);
	});

	it('is judged a second time by questions that no ranking was made for', () => {
		expect(heldOutSet.length).toBeGreaterThanOrEqual(40);
		expect(heldOutSet.filter(({ typed, wanted }) => relevanceSet.some((query) => query.typed === typed) || !titles.some((title) => isWanted(title, wanted)))).toEqual([]);
		const [oursApart, theirsApart] = [
			hitRate((typed) => titlesOf(index.query(typed, 3).hits.map((hit) => hit.id)), heldOutSet),
			hitRate((typed) => titlesOf(miniSearch.search(typed).map((result) => String(result.id))), heldOutSet)
		];
		const said = (rate: typeof oursApart) => `${Math.round(rate.at1 * 100)} % first, ${Math.round(rate.at3 * 100)} % among three`;
		console.log(`held out: ours ${said(oursApart)}; MiniSearch ${said(theirsApart)}; tuned on: ours ${said(ours)}`);
		expect(oursApart.at3).toBeGreaterThan(theirsApart.at3);
	});
});
