import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/server/demo/random.ts';

const draw = (seed: number | string, count = 5) => {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () => random.next());
};

describe('seededRandom', () => {
	it('gives the same row of numbers for the same seed, and another for another', () => {
		expect(draw(7)).toEqual(draw(7));
		expect(draw('pupils')).toEqual(draw('pupils'));
		expect(draw(7)).not.toEqual(draw(8));
		expect(draw('pupils')).not.toEqual(draw('pupilz'));
	});

	it('is mulberry32 as published, so that another machine makes the same school', () => {
		const words = (seed: number) => draw(seed, 3).map((number) => number * 2 ** 32);
		expect(words(0)).toEqual([1144304738, 1416247, 958946056]);
		expect(words(1)).toEqual([2693262067, 11749833, 2265367787]);
	});

	it('stays from 0 up to 1 and spreads evenly', () => {
		const numbers = draw('spread', 20_000);
		expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
		const tenths = Array.from({ length: 10 }, (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length);
		for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
	});

	it('gives whole numbers with both ends included', () => {
		const random = seededRandom(3);
		const seen = new Set(Array.from({ length: 500 }, () => random.int(-1, 2)));
		expect([...seen].sort((one, other) => one - other)).toEqual([-1, 0, 1, 2]);
		expect(random.int(4, 4)).toBe(4);
		expect(() => random.int(5, 4)).toThrow(RangeError);
	});

	it('picks only what is in the list, and every part of it', () => {
		const random = seededRandom(4);
		const list = ['a', 'b', 'c'];
		expect(new Set(Array.from({ length: 200 }, () => random.pick(list)))).toEqual(new Set(list));
		expect(() => random.pick([])).toThrow(RangeError);
	});

	it('takes a chance about as often as asked, never at 0 and always at 1', () => {
		const random = seededRandom(5);
		const hits = (probability: number) => Array.from({ length: 2000 }, () => random.chance(probability)).filter(Boolean).length;
		expect(hits(0)).toBe(0);
		expect(hits(1)).toBe(2000);
		expect(Math.abs(hits(0.3) - 600)).toBeLessThan(100);
	});

	it('shuffles into another order with the same parts, and leaves the list alone', () => {
		const list = Array.from({ length: 50 }, (_, index) => index);
		const shuffled = seededRandom(6).shuffle(list);
		expect(shuffled).not.toEqual(list);
		expect([...shuffled].sort((one, other) => one - other)).toEqual(list);
		expect(list).toEqual(Array.from({ length: 50 }, (_, index) => index));
	});
});
