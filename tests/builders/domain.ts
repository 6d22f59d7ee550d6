import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { emptyCopyState, type CopyFact, type CopyFactBody, type OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { LendingFacts } from '#lib/domain/circulation/policy.ts';
import { copySchema, titleSchema, type Copy, type Title } from '#lib/domain/catalogue/title.ts';
import { patronSchema, type Patron } from '#lib/domain/people/patron.ts';
import { schoolSchema, type LendingRules, type School } from '#lib/domain/school/school.ts';
import type { CalendarDate, Instant } from '#lib/domain/shared/calendar-date.ts';
import type { CopyId, LoanId, OperationId, PatronId } from '#lib/domain/shared/ids.ts';

export const day = (text: string) => text as CalendarDate;
export const patronId = (text: string) => text as PatronId;
export const copyId = (text: string) => text as CopyId;
export const loanId = (text: string) => text as LoanId;

export function aSchool(change: Partial<Omit<School, 'rules'>> & { rules?: Partial<LendingRules> } = {}): School {
	const { rules, ...rest } = change;
	return schoolSchema.parse({
		id: 'school-1',
		brin: '12AB',
		name: 'Test College',
		locations: [{ id: 'location-1', name: 'Hoofdgebouw', code: '12AB00' }],
		...rest,
		rules: { ...rulePresets['three-mails'], ...rules }
	});
}

export function aTitle(change: Partial<Title> = {}): Title {
	return titleSchema.parse({ id: 'title-1', title: 'Kruistocht in spijkerbroek', authors: ['Beckman, Thea'], ...change });
}

export function aCopy(change: Partial<Copy> = {}): Copy {
	return copySchema.parse({ id: 'copy-1', titleId: 'title-1', barcode: '10000001', ...change });
}

export function aPatron(change: Partial<Patron> = {}): Patron {
	return patronSchema.parse({ id: 'patron-1', givenName: 'Sara', infix: 'van der', familyName: 'Meer', ...change });
}

export function anOpenLoan(change: Partial<OpenLoan> = {}): OpenLoan {
	return {
		id: loanId('loan-1'),
		copyId: copyId('copy-1'),
		patronId: patronId('patron-1'),
		lentAt: 0,
		dueOn: day('2026-12-14'),
		renewals: 0,
		certain: true,
		source: source('desk-1:1'),
		...change
	};
}

export function lendingFacts(change: Partial<LendingFacts> = {}): LendingFacts {
	return {
		school: aSchool(),
		today: day('2026-11-23'),
		patron: aPatron(),
		title: aTitle(),
		copy: aCopy(),
		copyState: emptyCopyState(copyId('copy-1')),
		openLoans: [],
		openFineCents: 0,
		holds: [],
		...change
	};
}

/** A fact of copy-1; `id` is `<installation>:<n>`. */
export function fact(id: string, at: Instant, body: CopyFactBody, certain = true): CopyFact {
	return { ...body, copyId: copyId('copy-1'), at, certain, source: source(id) };
}

export function lent(id: string, at: Instant, patron: string, certain = true): CopyFact {
	return fact(id, at, { type: 'lent', loanId: loanId(`loan-${id}`), patronId: patronId(patron), dueOn: day('2026-12-14') }, certain);
}

export function returned(id: string, at: Instant, certain = true): CopyFact {
	return fact(id, at, { type: 'returned' }, certain);
}

export function source(id: string): CopyFact['source'] {
	const installationId = id.slice(0, id.lastIndexOf(':'));
	return { operationId: id as OperationId, installationId, accountId: 'account-1' } as CopyFact['source'];
}
