import { describe, expect, it } from 'vitest';
import { TitleIndex } from '#lib/client/search/title-index.ts';
import { searchEntryOf } from '#lib/client/search/search-text.ts';
import { aTitle } from '../../builders/domain.ts';

const titles = [
	{ title: 'Kruistocht in spijkerbroek', authors: ['Beckman, Thea'], genre: 'historisch', isbns: ['9789047750789'] },
	{ title: 'De brief voor de koning', authors: ['Dragt, Tonke'], genre: 'avontuur' },
	{ title: 'Geheimen van het Wilde Woud', authors: ['Dragt, Tonke'], genre: 'avontuur', series: 'De brief voor de koning' },
	{ title: 'Boy 7', authors: ['Mous, Mirjam'], genre: 'spanning' },
	{ title: 'Lampje', authors: ['Schaap, Annet'], genre: 'fantasy' },
	{ title: 'Het Achterhuis', authors: ['Frank, Anne'], genre: 'oorlog', subject: 'Tweede Wereldoorlog' },
	{ title: 'Oorlogswinter', authors: ['Terlouw, Jan'], genre: 'oorlog' },
	{ title: 'De oorlog', authors: ['Vries, Anne de'], genre: 'oorlog' },
	{ title: 'Één dag in de hemel', authors: ['Çelik, Zoë'], genre: 'gevoel' },
	{ title: 'Spijt!', authors: ['Slee, Carry'], genre: 'pesten', material: 'dvd' as const },
	{ title: 'De zevende hemel', authors: ['IJsbrand, Joris'], genre: 'gevoel' },
	{ title: "Zo'n dag", authors: ['Kuipers, Sjoerd'], genre: 'humor' }
];

function anIndex(): TitleIndex {
	const index = new TitleIndex();
	index.put(titles.map((each, place) => searchEntryOf(aTitle({ id: `t${place}` as never, ...each }))));
	return index;
}

const found = (text: string, filter = {}) => anIndex().query(text, 20, filter).hits.map((hit) => titles[Number(hit.id.slice(1))]?.title);

describe('finding titles', () => {
	it.each([
		['kruistocht in spijkerbroek', 'Kruistocht in spijkerbroek'],
		['spijkerbroek kruistocht', 'Kruistocht in spijkerbroek'],
		['kruis', 'Kruistocht in spijkerbroek'],
		['kruistogt spijkerbroek', 'Kruistocht in spijkerbroek'],
		['kruistocht spijker broek', 'Kruistocht in spijkerbroek'],
		['thea beckman', 'Kruistocht in spijkerbroek'],
		['beckmann', 'Kruistocht in spijkerbroek'],
		['978-90-477-5078-9', 'Kruistocht in spijkerbroek'],
		['boy7', 'Boy 7'],
		['boy 7', 'Boy 7'],
		['een dag in de hemel', 'Één dag in de hemel'],
		['zoe celik', 'Één dag in de hemel'],
		['achterhuis', 'Het Achterhuis'],
		['zon dag', "Zo'n dag"],
		['ijsbrand', 'De zevende hemel']
	])('%s finds %s first', (typed, title) => {
		expect(found(typed)[0]).toBe(title);
	});

	it('puts the title itself before the part of a series that carries its name', () => {
		expect(found('brief voor de koning').slice(0, 2)).toEqual(['De brief voor de koning', 'Geheimen van het Wilde Woud']);
	});

	it('puts the word itself before longer words that begin with it', () => {
		expect(found('oorlog').slice(0, 1)).toEqual(['De oorlog']);
		expect(found('oorlog')).toContain('Oorlogswinter');
	});

	it('finds nothing rather than anything when no word is like it', () => {
		expect(found('xylofoonmuseum')).toEqual([]);
	});

	it('narrows to a genre and a kind of material', () => {
		expect(found('', { genre: 'avontuur' })).toEqual(['De brief voor de koning', 'Geheimen van het Wilde Woud']);
		expect(found('spijt', { material: 'book' })).toEqual([]);
		expect(found('spijt', { material: 'dvd' })).toEqual(['Spijt!']);
	});

	it('shows everything by the alphabet, articles left out, when nothing was typed', () => {
		const { hits, total } = anIndex().query('', 3);
		expect(hits.map((hit) => hit.id)).toEqual(['t5', 't3', 't1']);
		expect(total).toBe(titles.length);
	});

	it('opens the alphabet at a single letter', () => {
		expect(found('l')).toEqual(['Lampje']);
	});

	it('finds only the words alone when nothing else was typed', () => {
		expect(found('het')[0]).toBe('Het Achterhuis');
	});

	it('follows a title that changes or goes', () => {
		const index = anIndex();
		index.put([searchEntryOf(aTitle({ id: 't4' as never, title: 'Vuurtorendochter' }))]);
		expect(index.query('lampje', 5).hits).toEqual([]);
		expect(index.query('vuurtoren', 5).hits[0]?.id).toBe('t4');
		index.remove(['t4']);
		expect(index.query('vuurtoren', 5).hits).toEqual([]);
	});

	it('counts the genres, the commonest first', () => {
		expect(anIndex().facets().genres[0]).toEqual({ value: 'oorlog', count: 3 });
	});

	it('puts what can be taken home before what fits alike and is out', () => {
		const index = new TitleIndex();
		index.put(['out', 'in'].map((id) => searchEntryOf(aTitle({ id: id as never, title: 'Wolf' }))));
		index.setAway(['out']);
		expect(index.query('wolf', 5).hits.map((hit) => hit.id)).toEqual(['in', 'out']);
		expect(index.query('wolf', 5, { onShelf: true }).hits.map((hit) => hit.id)).toEqual(['in']);
		expect(index.facets().onShelf).toBe(1);
	});

	it('keeps the very title that was typed in front, also while it is out', () => {
		const index = anIndex();
		index.setAway(['t7']);
		expect(index.query('de oorlog', 3).hits[0]?.id).toBe('t7');
	});

	it('narrows to a mood and to a level', () => {
		const index = new TitleIndex();
		index.put([
			searchEntryOf(aTitle({ id: 'a' as never, genre: 'Griezelverhalen', levelLower: '2' })),
			searchEntryOf(aTitle({ id: 'b' as never, genre: 'humor' }))
		]);
		expect(index.query('', 5, { mood: 'scary' }).hits.map((hit) => hit.id)).toEqual(['a']);
		expect(index.query('', 5, { level: '12-15:2' }).hits.map((hit) => hit.id)).toEqual(['a']);
		expect(index.facets().moods.map(({ value }) => value)).toEqual(['funny', 'scary']);
	});

	it('answers the part of a series by its number', () => {
		const index = new TitleIndex();
		index.put(['1', '2', '3'].map((seriesNumber) => searchEntryOf(aTitle({ id: seriesNumber as never, title: `Een ${'abc'[Number(seriesNumber) - 1]}`, series: 'Percy Jackson', seriesNumber }))));
		expect(index.query('percy jackson 2', 5).hits[0]?.id).toBe('2');
		expect(index.query('percy jackson deel 3', 5).hits[0]?.id).toBe('3');
	});
});
