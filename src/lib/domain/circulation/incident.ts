import type { Instant } from '../shared/calendar-date.ts';
import type { CopyId, HoldId, IncidentId, PatronId } from '../shared/ids.ts';
import type { FactSource, Loan } from './loan.ts';

/** Two records of the world disagree; a person must say what is true (product.md: afwijking). */
export type IncidentBody =
	/** Lent while another patron had it and no return was seen: who has it? */
	| { readonly kind: 'lentTwice'; readonly copyId: CopyId; readonly earlier: Loan; readonly later: Loan }
	/** The time of one side is not known well enough to let it close a loan. */
	| { readonly kind: 'uncertainLoan'; readonly copyId: CopyId; readonly standing: Loan; readonly claimed: Loan }
	| { readonly kind: 'uncertainReturn'; readonly copyId: CopyId; readonly standing: Loan }
	| { readonly kind: 'lentWhileHeld'; readonly copyId: CopyId; readonly holdId: HoldId; readonly patronId: PatronId }
	| { readonly kind: 'lentOutOfService'; readonly copyId: CopyId; readonly patronId: PatronId; readonly status: 'lost' | 'withdrawn' | 'repair' }
	| { readonly kind: 'trappedWithoutHold'; readonly copyId: CopyId; readonly holdId: HoldId }
	| { readonly kind: 'cardOfTwoPatrons'; readonly cardNumber: string; readonly patronId: PatronId; readonly otherPatronId: PatronId }
	| { readonly kind: 'rulesBroken'; readonly copyId: CopyId; readonly patronId: PatronId; readonly codes: readonly string[] };

/** What a person says is true. */
export type GivenAnswer = { readonly holder: PatronId } | { readonly holder: 'onShelf' } | { readonly seen: true };

/** `null`: the name of who had it was taken off since. */
export type IncidentAnswer = GivenAnswer | { readonly holder: null };

export type Incident = IncidentBody & {
	readonly id: IncidentId;
	readonly raisedAt: Instant;
	readonly source: FactSource;
	readonly settled?:
		| { readonly at: Instant; readonly source: FactSource; readonly answer: IncidentAnswer | 'overtaken' }
		| undefined;
};

/** Same facts, same incident, whichever arrives first. */
export function incidentId(kind: IncidentBody['kind'], ...about: readonly string[]): IncidentId {
	return [kind, ...about].join('.').slice(0, 240) as IncidentId;
}
