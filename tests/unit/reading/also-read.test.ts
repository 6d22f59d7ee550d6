import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alsoRead, fewestShared, isChosenFreely, mostAlsoRead, type HadTitle } from '#lib/domain/reading/also-read.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { aCopy, patronId } from '../../builders/domain.ts';

const titleId = (text: string) => text as TitleId;
/** The patrons from `first` to `last` had this title. */
const had = (title: string, first: number, last: number): HadTitle[] =>
	Array.from({ length: last - first + 1 }, (_, i) => ({ titleId: titleId(title), patronId: patronId(`p${first + i}`) }));
const besides = (loans: readonly HadTitle[], title: string) => [...alsoRead(loans)].find(({ id }) => id === title)?.titleIds ?? [];
const pairs = (loans: readonly HadTitle[]) => new Set([...alsoRead(loans)].flatMap(({ id, titleIds }) => titleIds.map((other) => `${id} ${other}`)));
const sharedBy = (loans: readonly HadTitle[], a: string, b: string) => {
	const readers = (title: string) => new Set(loans.filter((each) => each.titleId === title).map((each) => each.patronId));
	const ofB = readers(b);
	return [...readers(a)].filter((reader) => ofB.has(reader)).length;
};

describe('what readers of a title also read', () => {
	it('is said once five had both, and not while four did, whoever else had one of them', () => {
		const four = [...had('a', 1, 9), ...had('b', 6, 9), ...had('b', 20, 40)];
		expect([...alsoRead(four)]).toEqual([]);
		expect([...alsoRead([...four, ...had('b', 5, 5)])]).toEqual([
			{ id: 'a', titleIds: ['b'] },
			{ id: 'b', titleIds: ['a'] }
		]);
	});

	it('is not said of one who borrows the same two again and again', () => {
		expect([...alsoRead(Array.from({ length: 10 }, () => [...had('a', 1, 4), ...had('b', 1, 4)]).flat())]).toEqual([]);
	});

	it('puts what belongs together before what everybody reads', () => {
		const loans = [...had('first', 1, 8), ...had('second', 1, 7), ...had('everybody', 1, 60)];
		expect(besides(loans, 'first')).toEqual(['second', 'everybody']);
	});

	it('names a few, and of equals always the same', () => {
		const loans = ['f', 'b', 'd', 'a', 'e', 'c'].flatMap((title) => had(title, 1, 6));
		expect(besides(loans, 'c')).toEqual(['a', 'b', 'd', 'e']);
		expect(mostAlsoRead).toBe(4);
	});

	it('leaves out what was chosen for a class', () => {
		expect(isChosenFreely(aCopy())).toBe(true);
		expect(isChosenFreely(aCopy({ collection: 'rotating' }))).toBe(true);
		expect(isChosenFreely(aCopy({ loanType: 'classSet' }))).toBe(false);
		expect([isChosenFreely(aCopy({ collection: 'libraryBox' })), isChosenFreely(aCopy({ collection: 'project' }))]).toEqual([false, false]);
	});
});

describe('whatever a school lends', () => {
	/** Nine readers who each had most of these titles: pairs lie just below and just above the threshold. */
	const schoolWith = (titles: string) =>
		fc.array(fc.subarray([...titles], { minLength: Math.ceil(titles.length / 2) }), { minLength: 9, maxLength: 9 }).map((shelves) => shelves.flatMap((shelf, reader) => shelf.flatMap((title) => had(title, reader, reader))));
	const anyLoans = schoolWith('abcdefg');

	it('no pair is named that fewer than five had, no title beside itself, and none twice', () => {
		fc.assert(
			fc.property(anyLoans, (loans) => {
				for (const { id, titleIds } of alsoRead(loans)) {
					expect(titleIds.length).toBeGreaterThan(0);
					expect(titleIds.length).toBeLessThanOrEqual(mostAlsoRead);
					expect(new Set([id, ...titleIds]).size).toBe(titleIds.length + 1);
					for (const other of titleIds) expect(sharedBy(loans, id, other)).toBeGreaterThanOrEqual(fewestShared);
				}
			})
		);
	});

	it('with no more titles than are named, a pair is named both ways, and every pair that five had is', () => {
		fc.assert(
			fc.property(schoolWith('abcde'), (loans) => {
				const named = pairs(loans);
				for (const a of 'abcde') for (const b of 'abcde') if (a !== b) expect(named.has(`${a} ${b}`)).toBe(sharedBy(loans, a, b) >= fewestShared);
			})
		);
	});

	it('the order of the loans and loans that come twice make no difference', () => {
		const shuffled = anyLoans.chain((loans) => fc.tuple(fc.constant(loans), fc.shuffledSubarray([...loans, ...loans], { minLength: loans.length * 2 })));
		fc.assert(
			fc.property(shuffled, ([loans, again]) => {
				expect([...alsoRead(again)]).toEqual([...alsoRead(loans)]);
			})
		);
	});

	it('one patron more or less only matters to pairs that four others had too', () => {
		fc.assert(
			fc.property(anyLoans, fc.nat(8), (loans, n) => {
				const others = loans.filter((each) => each.patronId !== `p${n}`);
				const [before, after] = [pairs(others), pairs(loans)];
				for (const pair of [...before, ...after]) {
					if (before.has(pair) && after.has(pair)) continue;
					const [a = '', b = ''] = pair.split(' ');
					expect(sharedBy(others, a, b)).toBeGreaterThanOrEqual(fewestShared - 1);
				}
			})
		);
	});
});
