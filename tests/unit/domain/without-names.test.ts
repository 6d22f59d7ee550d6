import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#lib/domain/circulation/fold.ts';
import { isClosed, type CopyFact } from '#lib/domain/circulation/loan.ts';
import { withoutNames } from '#lib/domain/circulation/without-names.ts';
import { copyId, day, fact, lent, loanId, patronId, returned } from '../../builders/domain.ts';
import { histories } from '../../builders/histories.ts';

const copy = copyId('copy-1');
/** Everything a fold gives, as it would read without these names. */
const blind = (facts: readonly CopyFact[], isGone: (name: string) => boolean) => {
	const { state, loans, incidents } = fold(copy, facts);
	const hide = (key: string, value: unknown) => ((key === 'patronId' || key === 'holder') && typeof value === 'string' && isGone(value) ? null : value);
	return JSON.parse(JSON.stringify({ state, loans: [...loans.values()], incidents }, hide)) as unknown;
};
const nameOf = (each: CopyFact) => (each.type === 'settled' ? each.holder?.patronId : 'patronId' in each ? each.patronId : null);

describe('a copy’s history without names', () => {
	it('says the same of the copy when one person is taken out of it, whatever happened', () => {
		fc.assert(
			fc.property(histories, fc.constantFrom('sara', 'tom'), (facts, name) => {
				const left = withoutNames(copy, facts, (each) => nameOf(each) === name);
				expect(JSON.stringify(left)).not.toContain(name);
				expect(blind(left, () => false)).toEqual(blind(facts, (each) => each === name));
			}),
			{ numRuns: 2000 }
		);
	});

	it('says the same when everybody whose loan ended is taken out of it', () => {
		fc.assert(
			fc.property(histories, (facts) => {
				const ended = new Set([...fold(copy, facts).loans.values()].filter(isClosed).map((loan) => loan.id));
				const left = withoutNames(copy, facts, (_each, loan) => loan !== undefined && ended.has(loan));
				const bare = (each: readonly CopyFact[]) => blind(each, () => true);
				expect(bare(left)).toEqual(bare(facts));
				for (const loan of fold(copy, left).loans.values()) expect(loan.patronId === null).toBe(isClosed(loan));
			}),
			{ numRuns: 2000 }
		);
	});

	it('does not take two people who were forgotten for one', () => {
		const facts = [lent('a:1', 10, 'sara'), lent('b:1', 20, 'tom'), lent('a:2', 25, 'tom'), returned('a:3', 30)];
		const { loans, incidents } = fold(copy, withoutNames(copy, facts, () => true));
		expect([...loans.values()]).toMatchObject([
			{ id: 'loan-a:1', patronId: null, ending: 'implied' },
			{ id: 'loan-b:1', patronId: null, ending: 'returned', absorbed: ['loan-a:2'] }
		]);
		expect(incidents).toMatchObject([{ kind: 'lentTwice' }]);
	});

	it('keeps an answer of which nobody knows any more whom it named', () => {
		const both = [lent('a:1', 10, 'sara'), lent('b:1', 20, 'tom')];
		const holder = { loanId: loanId('new'), patronId: patronId('sara'), dueOn: day('2026-12-14') };
		const answer = fact('a:2', 30, { type: 'settled', incidentId: fold(copy, both).incidents[0]?.id ?? '', holder });
		const { incidents, state } = fold(copy, withoutNames(copy, [...both, answer], () => true));
		expect(incidents).toMatchObject([{ settled: { answer: { holder: null } } }]);
		expect(state.open?.patronId).toBeNull();
	});
});
