import type { z } from 'zod';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { Incident, Settlement } from '#lib/domain/circulation/incident.ts';
import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { Arrival } from '#lib/domain/people/late-work.ts';
import type { Actor } from '#lib/domain/people/role.ts';
import type { CalendarDate, Instant } from '#lib/domain/shared/calendar-date.ts';
import type { IncidentId, InstallationId, OperationId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import type { FactStore } from './fact-store.ts';

/** Everything outside the records that a decision may depend on. Given, never fetched. */
export interface OperationContext {
	readonly operationId: OperationId;
	readonly installationId: InstallationId;
	readonly actor: Actor;
	/** Corrected time on the server; the device's best guess on the device. */
	readonly at: Instant;
	readonly certain: boolean;
	/** The server's own knowledge of how it came in; a device has none. */
	readonly arrival?: Arrival | undefined;
	/** The day at `at` on the school's wall calendar. */
	readonly today: CalendarDate;
	/**
	 * `asking`: nothing has happened yet, advice may stop it.
	 * `happened`: it stands in an outbox; a fact is recorded whatever the rules say.
	 */
	readonly stage: 'asking' | 'happened';
}

/**
 * What an operation changes. A closed set: the device's view and the server's tables apply the same ones.
 * What names a patron names it as it was said; applying puts it under the name that patron has since merges.
 */
export type Effect =
	| { readonly type: 'fact'; readonly fact: CopyFact }
	| PutEffect
	| { readonly type: 'alias'; readonly kind: 'copy'; readonly from: string; readonly to: string }
	| { readonly type: 'raise'; readonly incident: Incident }
	| { readonly type: 'answer'; readonly incidentId: IncidentId; readonly answer: Settlement['answer'] }
	| { readonly type: 'dismiss'; readonly operationId: OperationId }
	| EraseEffect
	/** What earlier operations of this patron's `rowsOnly` kinds still say goes, also of those that were set aside. */
	| { readonly type: 'forgetOperations'; readonly patronId: PatronId }
	/** A person decides about an operation that was set aside. */
	| { readonly type: 'takeUp' | 'leaveOut'; readonly operationId: OperationId };

/** Kinds a decision writes as a whole row. */
export type PutKind = 'title' | 'copy' | 'patron' | 'photo' | 'patronMerge' | 'homeClass' | 'teachingGroup' | 'groupPlace' | 'teaching' | 'lesson' | 'readingSession' | 'card' | 'hold' | 'fine' | 'edition' | 'participation' | 'readAloudRound' | 'classPack' | 'titleList' | 'box' | 'boxCopy' | 'wish' | 'wishVote' | 'school' | ReadingKind;
export type ReadingKind = 'readingEntry' | 'readingProgress' | 'readingProfile' | 'listedTitle' | 'listMessage' | 'readingLevel' | 'review';
export type PutEffect = { [K in PutKind]: { readonly type: 'put'; readonly kind: K; readonly row: Rows[K] } }[PutKind];

export function put<K extends PutKind>(kind: K, row: Rows[K]): Extract<PutEffect, { kind: K }> {
	return { type: 'put', kind, row } as unknown as Extract<PutEffect, { kind: K }>;
}

/** A row that its owner takes away: nothing of it stays. */
export interface EraseEffect {
	readonly type: 'erase';
	readonly kind: 'readingEntry' | 'readingProgress' | 'wish';
	readonly id: string;
}

export function erase(kind: EraseEffect['kind'], id: string): EraseEffect {
	return { type: 'erase', kind, id };
}

export const refusalCodes = [
	'notPermitted',
	'unknownOperation',
	'invalidPayload',
	'unknownCopy',
	'unknownTitle',
	'unknownPatron',
	'forgottenPatron',
	'unknownHold',
	'unknownIncident',
	'unknownLoan',
	'unknownCard',
	'unknownHomeClass',
	'unknownTeachingGroup',
	'unknownEdition',
	'unknownBox',
	'unknownTitleList',
	'notYourList',
	'listFull',
	'unknownStep',
	'editionClosed',
	'targetIsFixed',
	'voteNotOpen',
	'tooManyVotes',
	'consentMissing',
	'unknownClassAct',
	'notYourGroup',
	'unknownMerge',
	'samePatron',
	'unknownReading',
	'unknownListedTitle',
	'unknownReview',
	'unknownWish',
	'wishAnswered',
	'notYourPupil',
	'lendsAtDesk',
	'needsAnswer',
	'alreadyHeld',
	'alreadyOnLoanToPatron',
	'holdMaximum',
	'holdNotActive',
	'cardTaken',
	'barcodeTaken',
	'copyOnLoan',
	'looksLikeIsbn',
	'unlikelyCode',
	'sameTitle',
	'titleMerged',
	'leftOut'
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Said along with an accepted operation. */
export const noticeCodes = ['rulesBroken', 'uncertainTime', 'mergedWithKnownCopy', 'cardStaysWithOther', 'holdFulfilled', 'editClash'] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export type Decision =
	| {
			readonly outcome: 'accepted';
			readonly effects: readonly Effect[];
			/** Rules that were answered with an override, or broken by something that had already happened. */
			readonly findings: readonly PolicyFinding[];
			readonly notices: readonly NoticeCode[];
			/** What the notices are about. */
			readonly facts?: Readonly<Record<string, string | number>> | undefined;
	  }
	| {
			readonly outcome: 'refused';
			readonly code: RefusalCode;
			readonly findings: readonly PolicyFinding[];
			readonly facts?: Readonly<Record<string, string | number>> | undefined;
	  };

export function accepted(
	effects: readonly Effect[],
	findings: readonly PolicyFinding[] = [],
	notices: readonly NoticeCode[] = [],
	facts?: Readonly<Record<string, string | number>>
): Decision {
	return { outcome: 'accepted', effects, findings, notices, ...(facts && { facts }) };
}

export function refused(
	code: RefusalCode,
	facts?: Readonly<Record<string, string | number>>,
	findings: readonly PolicyFinding[] = []
): Decision {
	return { outcome: 'refused', code, facts, findings };
}

/**
 * One verb: its payload, who may do it, what it must know, what it decides.
 * `load` is the only part that waits; `decide` is pure and runs unchanged on tablet, phone and server.
 */
export interface OperationDefinition<Input, Facts> {
	readonly type: string;
	readonly v: number;
	/** A `fact` has happened and is never refused for a rule; an `intention` may be. */
	readonly nature: 'fact' | 'intention';
	/** What it says lives in its rows only: the server's audit trail keeps that it happened, so that erasing the rows erases it. */
	readonly rowsOnly?: boolean;
	readonly schema: z.ZodType<Input>;
	/** How a payload of version `v` becomes one of `v + 1`; one step for each earlier version that is still understood. */
	readonly earlier?: Readonly<Record<number, (payload: unknown) => unknown>> | undefined;
	permits(actor: Actor, input: NoInfer<Input>): boolean;
	load(store: FactStore, input: NoInfer<Input>, context: OperationContext): Promise<Facts>;
	decide(facts: Facts, input: NoInfer<Input>, context: OperationContext): Decision;
	/** What the trail keeps of one that was accepted; all of it unless said otherwise. */
	kept?(input: NoInfer<Input>): unknown;
}

export function defineOperation<Input, Facts>(
	definition: OperationDefinition<Input, Facts>
): OperationDefinition<Input, Facts> {
	return definition;
}
