import type { Instant } from '../shared/calendar-date.ts';
import type { CopyId, HoldId, IncidentId, PatronId } from '../shared/ids.ts';
import { compareFacts } from './fact-order.ts';
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

/** What can be done about an incident of each kind that does not ask who has the copy, beside leaving things as they are. */
export const remediesFor = {
	lentWhileHeld: ['putAside'],
	lentOutOfService: ['backInService', 'takenIn'],
	trappedWithoutHold: [],
	cardOfTwoPatrons: ['cardToOther'],
	rulesBroken: []
} as const satisfies Partial<Record<IncidentBody['kind'], readonly string[]>>;
export const remedies = ['putAside', 'backInService', 'takenIn', 'cardToOther'] as const;
export type Remedy = (typeof remedies)[number];

/** What a person says is true, or has done about it. */
export type GivenAnswer = { readonly holder: PatronId } | { readonly holder: 'onShelf' } | { readonly seen: true; readonly done?: Remedy | undefined };

/** `null`: the name of who had it was taken off since. */
export type IncidentAnswer = GivenAnswer | { readonly holder: null };

export type Incident = IncidentBody & {
	readonly id: IncidentId;
	readonly raisedAt: Instant;
	readonly source: FactSource;
	readonly settled?: Settlement | undefined;
};

/** Who answered, when and what. `overtaken`: what happened later answered it. */
export interface Settlement {
	readonly at: Instant;
	readonly source: FactSource;
	readonly answer: IncidentAnswer | 'overtaken';
}

export type HolderIncident = Extract<IncidentBody, { kind: 'lentTwice' | 'uncertainLoan' | 'uncertainReturn' }>;

/** Whether the question is who has the copy; the other kinds only want to be seen, or something done about them. */
export function isAboutHolder<T extends IncidentBody>(incident: T): incident is T & HolderIncident {
	return incident.kind === 'lentTwice' || incident.kind === 'uncertainLoan' || incident.kind === 'uncertainReturn';
}

/** The answer that stands when both are known, whichever arrived first: the later one; an answer to what was asked before any other. */
export function standingAnswer(incident: IncidentBody & Pick<Incident, 'settled'>, given: Settlement): Settlement {
	const { settled } = incident;
	if (!settled) return given;
	const byWeight = isAboutHolder(incident) ? weightOf(given) - weightOf(settled) : 0;
	return (byWeight || compareFacts(given, settled)) >= 0 ? given : settled;
}

function weightOf({ answer }: Settlement): number {
	if (answer === 'overtaken') return 1;
	return 'seen' in answer ? 0 : 2;
}

/** Same facts, same incident, whichever arrives first. */
export function incidentId(kind: IncidentBody['kind'], ...about: readonly string[]): IncidentId {
	return [kind, ...about].join('.').slice(0, 240) as IncidentId;
}
