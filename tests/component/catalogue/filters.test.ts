import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import BrowseShelves from '#lib/ui/catalogue/BrowseShelves.svelte';
import CoverPlank from '#lib/ui/catalogue/CoverPlank.svelte';
import TitleFilters from '#lib/ui/catalogue/TitleFilters.svelte';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { filterFrom, filterWords, isFiltered, noFilter } from '#lib/ui/catalogue/title-filter.ts';
import { aTitle } from '../../builders/domain.ts';
import { chooseOption } from '../choose-option.ts';

const counts = {
	moods: [{ value: 'exciting', count: 12 }],
	genres: [{ value: 'oorlog', count: 3 }],
	levels: [{ value: '15-18:4', count: 1 }, { value: '12-15:start', count: 2 }],
	materials: [{ value: 'book', count: 14 }],
	onShelf: 9
};

describe('narrowing the catalogue', () => {
	it('offers moods, genres and levels with how many there are, the easiest level first, and no choice of one kind', () => {
		render(TitleFilters, { ...counts, filter: noFilter, onchange: () => undefined });
		const words = (name: string) => within(screen.getByRole('combobox', { name })).getAllByRole('option').map((option) => option.textContent);
		expect(words('Waar heb je zin in?')).toEqual(['Alles', 'Spannend (12)']);
		expect(words('Genre')).toEqual(['Alle genres', 'oorlog (3)']);
		const [all, easiest, hardest] = words('Niveau');
		expect(all).toBe('Alle niveaus');
		expect(easiest).toMatch(/12.*\(2\)/);
		expect(hardest).toMatch(/15.*4.*\(1\)/);
		expect(screen.queryByRole('combobox', { name: 'Soort' })).toBeNull();
	});

	it('keeps what was chosen when another choice is added', async () => {
		const onchange = vi.fn();
		render(TitleFilters, { ...counts, filter: { ...noFilter, genre: 'oorlog' }, onchange });
		await chooseOption(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Waar heb je zin in?' }), 'exciting');
		expect(onchange).toHaveBeenLastCalledWith({ ...noFilter, genre: 'oorlog', mood: 'exciting' });
		await fireEvent.click(screen.getByRole('checkbox', { name: 'Nu op de plank (9)' }));
		expect(onchange).toHaveBeenLastCalledWith({ ...noFilter, genre: 'oorlog', onShelf: true });
	});

	it('is the same again from the address', () => {
		const filter = { mood: 'funny', genre: '', level: '12-15:2', material: '', onShelf: true };
		expect(filterFrom(new URLSearchParams(filterWords(filter)))).toEqual(filter);
		expect(isFiltered(filter)).toBe(true);
		expect(isFiltered(filterFrom(new URLSearchParams()))).toBe(false);
	});
});

describe('a shelf to walk along', () => {
	it('names every cover, leads to its title and opens as a whole', async () => {
		const onall = vi.fn();
		const shelf = { by: 'mood', value: 'exciting', name: 'Spannend', count: 40, titles: [aTitle()] } as const;
		render(BrowseShelves, { shelves: [shelf], hrefOf: (id: string) => `/title/${id}`, onall });
		const link = within(screen.getByRole('list', { name: 'Spannend' })).getByRole('link', { name: 'Kruistocht in spijkerbroek' });
		expect(link.getAttribute('href')).toBe('/title/title-1');
		await fireEvent.click(screen.getByRole('button', { name: 'Spannend: alles bekijken' }));
		expect(onall).toHaveBeenCalledWith('mood', 'exciting');
	});

	it('stands by itself where it is the only one, in the order given', () => {
		const titles = [aTitle({ id: 'b' as TitleId, title: 'Spijt!' }), aTitle({ id: 'a' as TitleId, title: 'Oorlogswinter' })];
		render(CoverPlank, { label: 'Wie dit las, las ook', titles, hrefOf: (id: string) => `/title/${id}` });
		const links = within(screen.getByRole('list', { name: 'Wie dit las, las ook' })).getAllByRole('link');
		expect(links.map((link) => link.getAttribute('href'))).toEqual(['/title/b', '/title/a']);
		expect(screen.getByRole('link', { name: 'Spijt!' })).toBe(links[0]);
	});
});
