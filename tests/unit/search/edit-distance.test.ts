import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceOf } from '#lib/client/search/edit-distance.ts';

/** The textbook's way, with the whole table in memory. */
function slips(typed: string, word: string): number {
	const table = Array.from({ length: typed.length + 1 }, (_, i) => Array.from({ length: word.length + 1 }, (_each, j) => (i === 0 ? j : j === 0 ? i : 0)));
	const at = (i: number, j: number): number => table[i]?.[j] ?? 99;
	for (let i = 1; i <= typed.length; i++) {
		for (let j = 1; j <= word.length; j++) {
			const same = typed[i - 1] === word[j - 1] ? 0 : 1;
			const swap = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1] ? at(i - 2, j - 2) + 1 : 99;
			(table[i] ?? [])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swap);
		}
	}
	return at(typed.length, word.length);
}

const aWord = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 12 });

describe('how far a typed word is off', () => {
	it('counts a missing, a doubled, another and a swapped letter as one slip each', () => {
		expect(['lapje', 'lamppje', 'lambje', 'lapmje'].map((typed) => distanceOf(typed, 'lampje', 2).whole)).toEqual([1, 1, 1, 1]);
	});

	it('says what the whole table says, as far as it looks', () => {
		fc.assert(
			fc.property(aWord, aWord, fc.integer({ min: 1, max: 2 }), (typed, word, most) => {
				expect(distanceOf(typed, word, most).whole).toBe(Math.min(slips(typed, word), most + 1));
			})
		);
	});

	it('knows the nearest beginning of the word', () => {
		fc.assert(
			fc.property(aWord, aWord, fc.integer({ min: 1, max: 2 }), (typed, word, most) => {
				const beginnings = Array.from({ length: word.length + 1 }, (_, end) => slips(typed, word.slice(0, end)));
				expect(distanceOf(typed, word, most).beginning).toBe(Math.min(...beginnings, most + 1));
			})
		);
	});
});
