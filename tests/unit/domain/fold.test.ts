import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#lib/domain/circulation/fold.ts';
import { isClosed, type CopyFact } from '#lib/domain/circulation/loan.ts';
import { copyId, day, fact, lent, loanId, patronId, returned } from '../../builders/domain.ts';
import { histories, undone } from '../../builders/histories.ts';

const copy = copyId('copy-1');
const loans = (facts: CopyFact[]) => [...fold(copy, facts).loans.values()];

describe('the fold of one copy', () => {
	it('opens a loan and closes it at the return', () => {
		const { state, loans } = fold(copy, [lent('a:1', 10, 'sara'), returned('a:2', 20)]);
		expect(state.open).toBeUndefined();
		expect(loans.get(loanId('loan-a:1'))).toMatchObject({ returnedAt: 20, ending: 'returned' });
	});

	it('keeps a return that arrives before its loan and closes the loan when it comes', () => {
		expect(loans([returned('b:1', 20)])).toEqual([]);
		expect(loans([returned('b:1', 20), lent('a:1', 10, 'sara')])).toMatchObject([{ returnedAt: 20 }]);
	});

	it('does not let a return that is older than the present loan close it', () => {
		const { state } = fold(copy, [lent('a:2', 30, 'tom'), returned('b:1', 20), lent('a:1', 10, 'sara')]);
		expect(state.open).toMatchObject({ patronId: 'tom' });
	});

	it('lends to the later patron and asks one question when two desks lent the copy', () => {
		const { state, incidents, loans } = fold(copy, [lent('b:1', 20, 'tom'), lent('a:1', 10, 'sara')]);
		expect(state.open).toMatchObject({ patronId: 'tom' });
		expect(loans.get(loanId('loan-a:1'))).toMatchObject({ ending: 'implied', returnedAt: 20 });
		expect(incidents).toMatchObject([{ kind: 'lentTwice', earlier: { patronId: 'sara' }, later: { patronId: 'tom' } }]);
		expect(incidents[0]?.settled).toBeUndefined();
	});

	it('merges two check-outs of one copy to one patron with the earliest start', () => {
		const { state, incidents } = fold(copy, [lent('b:1', 20, 'sara'), lent('a:1', 10, 'sara')]);
		expect(state.open).toMatchObject({ lentAt: 10, absorbed: ['loan-b:1'] });
		expect(incidents).toEqual([]);
	});

	it('renews a merged loan under either of its names', () => {
		const renewed = fact('b:2', 30, { type: 'renewed', loanId: loanId('loan-b:1'), dueOn: day('2027-01-11') });
		expect(fold(copy, [lent('a:1', 10, 'sara'), lent('b:1', 20, 'sara'), renewed]).state.open).toMatchObject({ renewals: 1 });
	});

	it('moves a due date only from the day its author saw, wherever the renewal that came before arrives', () => {
		const renewed = fact('a:2', 20, { type: 'renewed', loanId: loanId('loan-a:1'), dueOn: day('2027-01-11') });
		const move = fact('b:1', 30, { type: 'dueMoved', loanId: loanId('loan-a:1'), from: day('2026-12-14'), dueOn: day('2026-12-16') });
		expect(fold(copy, [lent('a:1', 10, 'sara'), move]).state.open).toMatchObject({ dueOn: '2026-12-16', renewals: 0 });
		for (const history of [[lent('a:1', 10, 'sara'), renewed, move], [move, renewed, lent('a:1', 10, 'sara')]]) {
			expect(fold(copy, history).state.open).toMatchObject({ dueOn: '2027-01-11', renewals: 1 });
		}
	});

	it('takes an undone check-out as never having happened, also when the undo arrives first', () => {
		expect(loans([undone('a:2', 11, 'a:1')])).toEqual([]);
		expect(loans([undone('a:2', 11, 'a:1'), lent('a:1', 10, 'sara')])).toEqual([]);
	});

	it('reopens the loan whose return was undone', () => {
		const { state } = fold(copy, [lent('a:1', 10, 'sara'), returned('a:2', 20), undone('a:3', 21, 'a:2')]);
		expect(state.open).toMatchObject({ patronId: 'sara', lentAt: 10 });
	});

	it('puts a moved loan on the right name from the start', () => {
		const move = fact('a:2', 12, { type: 'moved', loanId: loanId('loan-a:1'), patronId: patronId('tom'), dueOn: day('2026-12-21') });
		expect(fold(copy, [move, lent('a:1', 10, 'sara')]).state.open).toMatchObject({ patronId: 'tom', dueOn: '2026-12-21', lentAt: 10 });
	});

	it('lets nothing uncertain close a loan, and asks', () => {
		const late = fold(copy, [lent('a:1', 10, 'sara'), returned('b:1', 20, false)]);
		expect(late.state.open).toMatchObject({ patronId: 'sara' });
		expect(late.incidents).toMatchObject([{ kind: 'uncertainReturn' }]);
		const other = fold(copy, [lent('a:1', 10, 'sara'), lent('b:1', 20, 'tom', false)]);
		expect(other.state.open).toMatchObject({ patronId: 'sara' });
		expect(other.incidents).toMatchObject([{ kind: 'uncertainLoan', claimed: { patronId: 'tom' } }]);
	});

	it('gives the copy to whom a person says has it, under the loan that patron had', () => {
		const both = [lent('a:1', 10, 'sara'), lent('b:1', 20, 'tom')];
		const question = fold(copy, both).incidents[0];
		const holder = { loanId: loanId('loan-a:1'), patronId: patronId('sara'), dueOn: day('2026-12-14') };
		const answer = fact('a:2', 30, { type: 'settled', incidentId: question?.id ?? '', holder });
		const { state, incidents, loans } = fold(copy, [...both, answer]);
		expect(state.open).toMatchObject({ id: 'loan-a:1', lentAt: 10 });
		expect(loans.get(loanId('loan-b:1'))).toMatchObject({ ending: 'settled' });
		expect(incidents).toMatchObject([{ settled: { answer: { holder: 'sara' } } }]);
	});

	it('lets no earlier fact that arrives later overturn a person’s answer', () => {
		const both = [lent('a:1', 10, 'sara'), lent('b:1', 20, 'tom')];
		const id = fold(copy, both).incidents[0]?.id ?? '';
		const answer = fact('a:2', 30, { type: 'settled', incidentId: id, holder: null });
		const { state, incidents } = fold(copy, [...both, answer, lent('c:1', 25, 'lot')]);
		expect(state.open).toBeUndefined();
		expect(incidents.every((incident) => incident.settled)).toBe(true);
	});

	it('keeps the order of one tablet’s operations when its clock put them on one instant', () => {
		const facts = [lent('a:9', 50, 'sara'), returned('a:10', 50), lent('a:11', 50, 'tom')];
		expect(fold(copy, facts).state.open).toMatchObject({ patronId: 'tom' });
	});
});

describe('the fold, for any history', () => {
	it('depends on the set of certain facts, not on their order of arrival', () => {
		fc.assert(
			fc.property(histories, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (facts, keys) => {
				const shuffled = facts.map((each, i) => ({ each, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
				const straight = fold(copy, facts);
				const other = fold(copy, shuffled.map(({ each }) => each));
				expect(other.state).toEqual(straight.state);
				expect(new Map([...other.loans].sort())).toEqual(new Map([...straight.loans].sort()));
				expect(other.incidents).toEqual(straight.incidents);
			}),
			{ numRuns: 1500 }
		);
	});

	it('has at most one open loan, and it is the one in the state', () => {
		fc.assert(
			fc.property(histories, (facts) => {
				const { state, loans } = fold(copy, facts);
				const open = [...loans.values()].filter((loan) => !isClosed(loan));
				expect(open.map((loan) => loan.id)).toEqual(state.open ? [state.open.id] : []);
			}),
			{ numRuns: 1500 }
		);
	});

	it('loses no check-out that was not undone: it is a loan, merged into one, or asked about', () => {
		fc.assert(
			fc.property(histories, (facts) => {
				const { loans, incidents } = fold(copy, facts);
				const gone = new Set(facts.flatMap((each) => (each.type === 'undone' ? [each.target] : [])));
				const known = new Set([...loans.values()].flatMap((loan) => [loan.id, ...(loan.absorbed ?? [])]));
				const asked = new Set(incidents.flatMap((incident) => (incident.kind === 'uncertainLoan' ? [incident.claimed.id] : [])));
				for (const each of facts) {
					if (each.type !== 'lent' || gone.has(each.source.operationId)) continue;
					expect(known.has(each.loanId) || asked.has(each.loanId)).toBe(true);
				}
			}),
			{ numRuns: 1500 }
		);
	});
});
