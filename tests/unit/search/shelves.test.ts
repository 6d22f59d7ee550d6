import { describe, expect, it } from 'vitest';
import { shelvesFrom } from '#lib/client/search/shelves.ts';

const titles = (genre: string, moods: string[], count: number) =>
	Array.from({ length: count }, (_, place) => ({ id: `${genre}-${place}`, genre, material: 'book', moods, levels: [] }));
const shown = [...titles('oorlog', ['longAgo', 'exciting'], 30), ...titles('humor', ['funny'], 5), ...titles('poëzie', [], 2)];

describe('shelves to walk along', () => {
	it('hold what suits a mood or a genre, moods first and the fullest first; two titles are no shelf', () => {
		expect(shelvesFrom(shown, { most: 4, turn: 0 }).map(({ by, value, count }) => [by, value, count])).toEqual([
			['mood', 'exciting', 30],
			['mood', 'longAgo', 30],
			['mood', 'funny', 5],
			['genre', 'oorlog', 30],
			['genre', 'humor', 5]
		]);
	});

	it('are chosen from the whole alphabet, each turn others, none twice', () => {
		const warOn = (turn: number) => shelvesFrom(shown, { most: 4, turn }).find(({ value }) => value === 'oorlog')?.ids ?? [];
		expect(warOn(0)).toEqual(['oorlog-0', 'oorlog-7', 'oorlog-15', 'oorlog-22']);
		expect(warOn(1)).not.toEqual(warOn(0));
		const everSeen = new Set(Array.from({ length: 8 }, (_, turn) => warOn(turn)).flat());
		expect(everSeen.size).toBe(30);
		for (let turn = 0; turn < 40; turn++) expect(new Set(warOn(turn)).size).toBe(4);
	});
});
