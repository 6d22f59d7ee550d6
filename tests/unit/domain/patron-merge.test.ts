import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyDuplicates } from '#lib/domain/people/likely-duplicates.ts';
import { foldMerges, standingMerges, takeOver, withoutTakenOver, withTakenOver, type PatronMerge } from '#lib/domain/people/patron-merge.ts';
import { aPatron, patronId, source } from '../../builders/domain.ts';

const merge = (n: number, from: string, into: string, undone = false): PatronMerge => ({
	id: `desk:${n}` as never,
	from: patronId(from),
	into: patronId(into),
	at: n,
	source: source('desk:1'),
	patron: aPatron({ id: patronId(from) }),
	filled: { base: {}, change: {} },
	...(undone && { undone: { at: n, source: source('desk:2') } })
});

describe('who is whom', () => {
	it('follows chains to their end, and stops where a merge was taken back', () => {
		const merges = [merge(1, 'a', 'b'), merge(2, 'b', 'c')];
		expect(Object.fromEntries(foldMerges(merges))).toEqual({ a: 'c', b: 'c' });
		expect(Object.fromEntries(foldMerges([merge(1, 'a', 'b'), merge(2, 'b', 'c', true)]))).toEqual({ a: 'b' });
		expect(Object.fromEntries(foldMerges([merge(1, 'a', 'b', true), merge(2, 'b', 'c')]))).toEqual({ b: 'c' });
	});

	it('lets two who were merged into each other be one', () => {
		expect(Object.fromEntries(foldMerges([merge(1, 'a', 'b'), merge(2, 'b', 'a')]))).toEqual({ a: 'b' });
	});

	it('lets who takes two apart say so of what was merged before that, and of nothing later', () => {
		expect(Object.fromEntries(foldMerges([merge(1, 'b', 'a'), merge(2, 'a', 'b', true)]))).toEqual({});
		expect(Object.fromEntries(foldMerges([merge(2, 'a', 'b', true), merge(3, 'b', 'a')]))).toEqual({ b: 'a' });
	});

	const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
	const histories = fc.array(fc.tuple(names, names, fc.boolean()), { maxLength: 12 });

	it('is decided by the set of merges and not by their order, and never goes round', () => {
		fc.assert(
			fc.property(histories, fc.infiniteStream(fc.nat()), (history, chance) => {
				const merges = history.map(([from, into, undone], n) => merge(n, from, into, undone));
				const shuffled = merges.toSorted(() => (chance.next().value % 2 === 0 ? 1 : -1));
				const survivors = foldMerges(merges);
				expect(foldMerges(shuffled)).toEqual(survivors);
				for (const survivor of survivors.values()) expect(survivors.has(survivor)).toBe(false);
				for (const { from, into } of standingMerges(merges)) expect(survivors.get(from) ?? from).toBe(survivors.get(into) ?? into);
			})
		);
	});
});

describe('what the one who stays takes over', () => {
	const stays = aPatron({ id: patronId('stays'), provisional: true, attention: 'Bril vergeten' });
	const goes = aPatron({ id: patronId('goes'), pupilNumber: '001234', attention: 'Wil strips', guardianCity: 'Edam' });

	it('is what it lacks; remarks stand beside each other', () => {
		const merged = withTakenOver(stays, takeOver(stays, goes));
		expect(merged).toMatchObject({ id: 'stays', pupilNumber: '001234', guardianCity: 'Edam', attention: 'Bril vergeten · Wil strips' });
		expect(merged).not.toHaveProperty('provisional');
	});

	it('goes again when the merge is taken back, but for what somebody has changed since', () => {
		const filled = takeOver(stays, goes);
		expect(withoutTakenOver(withTakenOver(stays, filled), filled)).toEqual(stays);
		const changed = { ...withTakenOver(stays, filled), guardianCity: 'Hoorn' };
		expect(withoutTakenOver(changed, filled)).toEqual({ ...stays, guardianCity: 'Hoorn' });
	});
});

describe('likely duplicates', () => {
	const find = (...patrons: ReturnType<typeof aPatron>[]) =>
		likelyDuplicates(patrons).map(({ stays, goes, reason }) => [stays.id, goes.id, reason]);
	const person = (id: string, change: object) => aPatron({ id: patronId(id), ...change });

	it('have one number but for its zeros, or one name however it is written', () => {
		expect(find(person('a', { pupilNumber: '1234' }), person('b', { pupilNumber: '001234', givenName: 'Jan' }))).toEqual([['a', 'b', 'sameNumber']]);
		expect(find(person('a', { givenName: 'Zoe', provisional: true }), person('b', { givenName: 'ZOË', pupilNumber: '7' }))).toEqual([
			['b', 'a', 'sameName']
		]);
	});

	it('are not namesakes with numbers of their own, nor namesakes in two classes, nor who has left', () => {
		expect(find(person('a', { pupilNumber: '1' }), person('b', { pupilNumber: '2' }))).toEqual([]);
		expect(find(person('a', { homeClassId: '1a' }), person('b', { homeClassId: '2b' }))).toEqual([]);
		expect(find(person('a', {}), person('b', { leftOn: '2026-01-01' }))).toEqual([]);
	});
});
