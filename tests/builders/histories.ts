import fc from 'fast-check';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import { day, fact, lent, loanId, patronId, returned } from './domain.ts';

export const undone = (id: string, at: number, target: string): CopyFact =>
	fact(id, at, { type: 'undone', target: target as CopyFact['source']['operationId'] });

const anyFact = fc
	.record({
		installation: fc.constantFrom('a', 'b', 'c'),
		at: fc.integer({ min: 1, max: 12 }),
		patron: fc.constantFrom('sara', 'tom', 'lot'),
		type: fc.constantFrom('lent', 'returned', 'renewed', 'dueMoved', 'undone', 'moved', 'settled'),
		target: fc.nat({ max: 11 })
	});

/** Histories of `copy-1`: certain facts with distinct operation ids that refer to one another. */
export const histories = fc.array(anyFact, { maxLength: 12 }).map((drafts): CopyFact[] => {
	const id = (i: number) => `${drafts[i]?.installation ?? 'a'}:${i + 1}`;
	return drafts.map((draft, i) => {
		const target = id(draft.target % drafts.length);
		const loan = loanId(`loan-${target}`);
		switch (draft.type) {
			case 'lent':
				return lent(id(i), draft.at, draft.patron);
			case 'returned':
				return returned(id(i), draft.at);
			case 'renewed':
				return fact(id(i), draft.at, { type: 'renewed', loanId: loan, dueOn: day('2027-01-11') });
			case 'dueMoved':
				return fact(id(i), draft.at, { type: 'dueMoved', loanId: loan, from: day(draft.at % 2 === 0 ? '2026-12-14' : '2027-01-11'), dueOn: day('2027-01-18') });
			case 'moved':
				return fact(id(i), draft.at, { type: 'moved', loanId: loan, patronId: patronId(draft.patron), dueOn: day('2026-12-21') });
			case 'undone':
				return undone(id(i), draft.at, target);
			default:
				return fact(id(i), draft.at, {
					type: 'settled',
					incidentId: `lentTwice.${loan}`,
					holder: draft.at % 2 === 0 ? null : { loanId: loanId(`answer-${i}`), patronId: patronId(draft.patron), dueOn: day('2026-12-14') }
				});
		}
	});
});
