import { describe, expect, it } from 'vitest';
import { checkOutPolicies } from '#lib/domain/circulation/check-out-policies.ts';
import { findingsOf, type LendingFacts } from '#lib/domain/circulation/policy.ts';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { renewPolicies } from '#lib/domain/circulation/renew-policies.ts';
import { aCopy, anOpenLoan, aPatron, aSchool, aTitle, copyId, day, lendingFacts, patronId } from '../../builders/domain.ts';

const codes = (change: Partial<LendingFacts>) => findingsOf(checkOutPolicies, lendingFacts(change)).map((finding) => finding.code);
const loansAtHome = (count: number, subject?: string) =>
	Array.from({ length: count }, () => ({ loan: anOpenLoan(), title: aTitle({ ...(subject ? { subject } : {}) }) }));
const held = { id: 'hold-1', titleId: 'title-1', patronId: 'tom', placedAt: 1, priority: 0 } as never as LendingFacts['holds'][number];

describe('at check-out the house rules', () => {
	it('find nothing to say about an ordinary loan', () => {
		expect(codes({})).toEqual([]);
	});

	it.each<[string, string, Partial<LendingFacts>]>([
		['a copy that is not for loan', 'notForLoan', { copy: aCopy({ loanType: 'reference' }) }],
		['a copy that stays at school', 'inSchoolOnly', { copy: aCopy({ inSchoolOnly: true }) }],
		['a copy that is lost', 'outOfService', { copy: aCopy({ status: 'lost' }) }],
		['a copy another patron has', 'onLoanToOther', { copyState: { copyId: copyId('copy-1'), at: 1, open: anOpenLoan({ patronId: patronId('tom') }) } }],
		['a copy this patron has already', 'onLoanToPatron', { copyState: { copyId: copyId('copy-1'), at: 1, open: anOpenLoan() } }],
		['a copy put aside for another', 'heldForOther', { holds: [{ ...held, status: 'onShelf', copyId: copyId('copy-1') }] }],
		['a blocked patron', 'patronBlocked', { patron: aPatron({ blocked: 'boek kwijt' }) }],
		['a patron who left', 'patronLeft', { patron: aPatron({ leftOn: day('2026-07-10') }) }],
		['a missing card where one is required', 'cardRequired', { school: aSchool({ rules: { cardRequired: true } }) }],
		['a lost card', 'cardNotActive', { card: { id: '1', patronId: patronId('patron-1'), status: 'lost' } }],
		['the total maximum', 'totalMaximum', { openLoans: loansAtHome(5) }],
		['the maximum of a patron category', 'categoryMaximum', { school: aSchool({ rules: { perPatronCategoryMaximum: { pupil: 1 } } }), openLoans: loansAtHome(1) }],
		['the maximum per subject', 'subjectMaximum', { school: aSchool({ rules: { perSubjectMaximum: 2 } }), title: aTitle({ subject: 'biologie' }), openLoans: loansAtHome(2, 'biologie') }],
		['the maximum per material', 'materialMaximum', { school: aSchool({ rules: { perMaterialMaximum: { book: 1 } } }), openLoans: loansAtHome(1) }],
		['an open fine', 'openFine', { school: aSchool({ rules: { fine: { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 } } }), openFineCents: 10 }],
		['a copy long overdue at home', 'overdueAtHome', { openLoans: [{ loan: anOpenLoan({ dueOn: day('2026-11-01') }) }] }],
		['an attention flag', 'attention', { patron: aPatron({ attention: 'vraag naar adres' }) }],
		['loose parts', 'looseParts', { copy: aCopy({ looseParts: ['cd'] }) }]
	])('speak up for %s', (_what, code, change) => {
		expect(codes(change)).toEqual([code]);
	});

	it('let a patron take the copy that was put aside for that patron', () => {
		expect(codes({ holds: [{ ...held, patronId: patronId('patron-1'), status: 'onShelf', copyId: copyId('copy-1') }] })).toEqual([]);
	});

	it('allow two copies per subject and five in total at RSG Enkhuizen', () => {
		const school = aSchool({ rules: { ...rulePresets.rsg, cardRequired: false } });
		expect(codes({ school, openLoans: loansAtHome(4) })).toEqual([]);
		expect(codes({ school, openLoans: loansAtHome(5) })).toEqual(['totalMaximum']);
	});

	it('do not stop anybody for fines while fines are off', () => {
		expect(codes({ openFineCents: 500 })).toEqual([]);
	});
});

describe('at renewal the house rules', () => {
	const renewal = (change: Partial<LendingFacts>) =>
		findingsOf(renewPolicies, lendingFacts({ copyState: { copyId: copyId('copy-1'), at: 1, open: anOpenLoan() }, ...change })).map((finding) => finding.code);

	it('allow as often as the term says', () => {
		expect(renewal({})).toEqual([]);
		expect(renewal({ copyState: { copyId: copyId('copy-1'), at: 1, open: anOpenLoan({ renewals: 3 }) } })).toEqual(['renewalsUsedUp']);
	});

	it('stop when somebody else waits, not when the patron’s own hold waits', () => {
		expect(renewal({ holds: [{ ...held, status: 'waiting' }] })).toEqual(['renewalHeld']);
		expect(renewal({ holds: [{ ...held, patronId: patronId('patron-1'), status: 'waiting' }] })).toEqual([]);
	});
});
