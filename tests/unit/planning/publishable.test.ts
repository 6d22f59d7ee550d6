import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishable, smallestGroup, type PublishedGroup } from '#lib/domain/planning/publishable.ts';

const of = (sizes: Record<string, number>) => new Map(Object.entries(sizes));
const group = (key: string, ...units: string[]): PublishedGroup => ({ key, units });

describe('totals that leave the school', () => {
	it('show large groups and hide a group of nine', () => {
		const sizes = of({ a: 25, b: 26, c: 30, d: 9 });
		const groups = [group('all', 'a', 'b', 'c', 'd'), group('one', 'a'), group('two', 'b'), group('three', 'c', 'd')];
		expect(publishable(groups, [sizes])).toEqual(new Set(['all', 'one', 'two', 'three']));
		expect(publishable([...groups, group('four', 'd')], [sizes]).has('four')).toBe(false);
	});

	it('hide one more where the hidden one is the total less the rest', () => {
		const sizes = of({ a: 25, b: 14, c: 9 });
		const shown = publishable([group('all', 'a', 'b', 'c'), group('a', 'a'), group('b', 'b'), group('c', 'c')], [sizes]);
		expect([...shown].toSorted()).toEqual(['a', 'all']);
	});

	it('hide one more where two overlapping tables give the small group away', () => {
		// Years and tracks of one school: year one less all of havo there would be the four of vwo.
		const sizes = of({ h1: 20, v1: 4, h2: 30, v2: 30 });
		const groups = [group('all', 'h1', 'v1', 'h2', 'v2'), group('year 1', 'h1', 'v1'), group('year 2', 'h2', 'v2'), group('year 1 havo', 'h1')];
		const shown = publishable(groups, [sizes]);
		expect(shown.has('year 1') && shown.has('year 1 havo')).toBe(false);
		expect(shown.has('all')).toBe(true);
	});

	it('hide readers where the few who do not read would follow', () => {
		const [readers, others] = [of({ a: 22, b: 12 }), of({ a: 3, b: 13 })];
		const shown = publishable([group('all', 'a', 'b'), group('a', 'a'), group('b', 'b')], [of({ a: 25, b: 25 }), readers, others]);
		expect([...shown]).toEqual(['all']);
	});

	it('never give away a small group, whoever adds and subtracts what is shown', () => {
		const unit = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
		const units = fc.uniqueArray(unit, { minLength: 1, maxLength: 6 });
		const sizes = fc.tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 25 })));
		fc.assert(
			fc.property(fc.array(units, { minLength: 1, maxLength: 6 }), sizes, fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 7, maxLength: 7 }), (lists, counts, factors) => {
				const all = ['a', 'b', 'c', 'd', 'e', 'f'];
				const size = new Map(all.map((each, i) => [each, counts[i] ?? 0]));
				const groups = [group('all', ...all), ...lists.map((list, i) => group(`g${i}`, ...list))];
				const shown = groups.filter((each) => publishable(groups, [size]).has(each.key));
				// An attacker's sum of shown figures: where it comes to a plain group of units, that group is not small.
				const sum = all.map((each) => shown.reduce((total, one, i) => total + (factors[i] ?? 0) * Number(one.units.includes(each)), 0));
				if (!sum.every((value) => value === 0 || value === 1)) return;
				const count = all.reduce((total, each, i) => total + (sum[i] === 1 ? (size.get(each) ?? 0) : 0), 0);
				expect(count === 0 || count >= smallestGroup).toBe(true);
			}),
			{ numRuns: 3000 }
		);
	});
});
