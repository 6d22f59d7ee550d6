import type { CalendarDate } from '../shared/calendar-date.ts';
import type { Copy, Title } from '../catalogue/title.ts';
import type { Card, HomeClass, Patron } from '../people/patron.ts';
import type { School } from '../school/school.ts';
import type { CopyState, OpenLoan } from './loan.ts';
import type { Hold } from './hold.ts';

export interface LoanOfPatron {
	readonly loan: OpenLoan;
	readonly copy?: Copy | undefined;
	readonly title?: Title | undefined;
}

/** Everything a policy may look at. Gathered before deciding, so that policies stay pure. */
export interface LendingFacts {
	readonly school: School;
	readonly today: CalendarDate;
	readonly patron: Patron;
	readonly homeClass?: HomeClass | undefined;
	/** The card that was scanned; absent when the patron was picked by name. */
	readonly card?: Card | undefined;
	readonly title: Title;
	readonly copy: Copy;
	readonly copyState: CopyState;
	readonly openLoans: readonly LoanOfPatron[];
	readonly openFineCents: number;
	/** Active holds on the title. */
	readonly holds: readonly Hold[];
}

/** `ask`: advice that an override with a reason answers. `warn`: said, and lending goes on. */
export interface PolicyFinding {
	readonly code: PolicyCode;
	readonly severity: 'ask' | 'warn';
	readonly facts?: Readonly<Record<string, string | number>> | undefined;
}

export const policyCodes = [
	'notForLoan',
	'inSchoolOnly',
	'outOfService',
	'onLoanToOther',
	'onLoanToPatron',
	'heldForOther',
	'patronBlocked',
	'patronLeft',
	'cardRequired',
	'cardNotActive',
	'totalMaximum',
	'categoryMaximum',
	'subjectMaximum',
	'materialMaximum',
	'openFine',
	'overdueAtHome',
	'attention',
	'looseParts',
	'renewalsUsedUp',
	'renewalHeld',
	'notOnLoan'
] as const;
export type PolicyCode = (typeof policyCodes)[number];

export type Policy = (facts: LendingFacts) => PolicyFinding | undefined;

export function ask(code: PolicyCode, facts?: PolicyFinding['facts']): PolicyFinding {
	return { code, severity: 'ask', facts };
}

export function warn(code: PolicyCode, facts?: PolicyFinding['facts']): PolicyFinding {
	return { code, severity: 'warn', facts };
}

export function findingsOf(policies: readonly Policy[], facts: LendingFacts): PolicyFinding[] {
	return policies.map((policy) => policy(facts)).filter((finding) => finding !== undefined);
}
