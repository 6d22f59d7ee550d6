import { render } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import TitleCover from '#lib/ui/catalogue/TitleCover.svelte';
import { designCover, firstLetter } from '#lib/ui/catalogue/cover-design.ts';
import { allPalettes, palettesFor } from '#lib/ui/catalogue/cover-palettes.ts';
import { breakWord, setTitle, textWidth } from '#lib/ui/catalogue/cover-text.ts';
import { contrast } from './contrast.ts';

const box = { width: 166, height: 120, sizes: [40, 30, 24, 20], maxLines: 5 };

describe('a drawn cover', () => {
	it('looks the same every time and on every device', () => {
		const facts = { title: 'De brief voor de koning', authors: ['Tonke Dragt'], genre: 'Avontuur' };
		expect(designCover(facts)).toEqual(designCover({ ...facts }));
	});

	it('differs between titles of one genre', () => {
		const titles = ['Lampje', 'Nevermoor', 'Hart van inkt', 'Pans labyrint', 'Wolven', 'De grijze jager'];
		const looks = titles.map((title) => {
			const { palette, shapes } = designCover({ title, authors: [], genre: 'Fantasy' });
			return JSON.stringify({ palette, shapes });
		});
		expect(new Set(looks).size).toBe(titles.length);
	});

	it('keeps its picture when it is drawn small, and drops the author', () => {
		const facts = { title: 'Oorlogswinter', authors: ['Jan Terlouw'], genre: 'Oorlogsverhaal' };
		const small = designCover(facts, 'title');
		expect(small.shapes).toEqual(designCover(facts).shapes);
		expect(small.author).toEqual([]);
	});

	it('keeps every word inside the cover, whatever the title', () => {
		const words = fc.array(fc.stringMatching(/^[A-Za-zéëïij&'-]{1,24}$/), { minLength: 1, maxLength: 14 });
		fc.assert(
			fc.property(words, fc.constantFrom('full', 'title'), fc.array(fc.string({ maxLength: 30 }), { maxLength: 4 }), (title, detail, authors) => {
				const design = designCover({ title: title.join(' '), authors }, detail);
				for (const line of design.title) expect(design.left + textWidth(line.text) * line.size).toBeLessThanOrEqual(200);
				for (const line of [...design.title, ...design.author]) {
					expect(line.y).toBeGreaterThan(0);
					expect(line.y).toBeLessThanOrEqual(296);
				}
			})
		);
	});

	it('has words that can be read on every palette', () => {
		for (const palette of allPalettes) {
			expect(contrast(palette.ink, palette.ground), JSON.stringify(palette)).toBeGreaterThanOrEqual(4.5);
			expect(contrast(palette.ink, palette.low), JSON.stringify(palette)).toBeGreaterThanOrEqual(4.5);
		}
	});

	it('takes its colours from the most telling genre', () => {
		expect(palettesFor('Oorlogsverhaal;Young Adult')).toBe(palettesFor('oorlog'));
		expect(palettesFor('Oorlogsverhaal')).not.toBe(palettesFor('Fantasy'));
		expect(palettesFor(undefined)).toBe(palettesFor('Young Adult'));
	});

	it('leads with the letter a reader looks under', () => {
		expect(firstLetter('De aanslag')).toBe('A');
		expect(firstLetter('#Selfie')).toBe('S');
		expect(firstLetter('’t Kleine huis')).toBe('K');
		expect(firstLetter('Desperado')).toBe('D');
	});

	it('is decoration unless it is given a name', async () => {
		const { container, rerender } = render(TitleCover, { title: 'Boy 7', authors: ['Mirjam Mous'] });
		expect(container.querySelector('.cover')?.getAttribute('aria-hidden')).toBe('true');
		await rerender({ label: 'Omslag van Boy 7' });
		expect(container.querySelector('.cover')?.getAttribute('role')).toBe('img');
		expect(container.querySelector('.cover')?.hasAttribute('aria-hidden')).toBe(false);
	});
});

describe('setting a title', () => {
	it('takes the largest letters in which whole words fit', () => {
		expect(setTitle('Boy 7', box)).toEqual({ lines: ['Boy 7'], size: 40 });
		expect(setTitle('Mijn allerliefste vijand', box).lines).toEqual(['Mijn', 'allerliefste', 'vijand']);
	});

	it('leaves no stray number on a line of its own', () => {
		expect(setTitle('Divergent 1: Inwijding', box).lines).toEqual(['Divergent 1:', 'Inwijding']);
	});

	it('keeps a part and its number together', () => {
		const { lines } = setTitle('Nevermoor. Deel 1: Morrigan Crow en het Wondergenootschap', box);
		expect(lines.some((line) => line.includes('Deel\u00a01:'))).toBe(true);
	});

	it('breaks a word that is wider than the cover before a syllable', () => {
		expect(breakWord('levensgevaarlijke', 6)).toEqual(['levensge-', 'vaarlijke']);
		expect(breakWord('kort', 6)).toEqual(['kort']);
	});

	it('says with an ellipsis that a title goes on', () => {
		const { lines } = setTitle('Hoe je in veertien dagen een bibliotheek vol reuzen, draken, tovenaars en andere ongeregelde personen leert vliegen', { ...box, maxLines: 3 });
		expect(lines).toHaveLength(3);
		expect(lines.at(-1)).toMatch(/…$/);
	});
});
