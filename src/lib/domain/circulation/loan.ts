import type { CalendarDate, Instant } from '../shared/calendar-date.ts';
import type { AccountId, CopyId, InstallationId, LoanId, OperationId, PatronId } from '../shared/ids.ts';

/** Where a fact came from; shown to people who must settle an incident. */
export interface FactSource {
	readonly operationId: OperationId;
	readonly installationId: InstallationId;
	readonly accountId: AccountId;
}

/** A loan that stands: this patron has this copy. */
export interface OpenLoan {
	readonly id: LoanId;
	readonly copyId: CopyId;
	/** `null` once retention has taken the patron off. */
	readonly patronId: PatronId | null;
	/** See `OfPatron` in people/patron-merge.ts. */
	readonly recordedFor?: PatronId | undefined;
	readonly lentAt: Instant;
	readonly dueOn: CalendarDate;
	readonly renewals: number;
	/** False when the clock behind `lentAt` could not be trusted. */
	readonly certain: boolean;
	/** Later check-outs of the same copy to the same patron that were merged into this loan. */
	readonly absorbed?: readonly LoanId[] | undefined;
	readonly source: FactSource;
}

export type Ending = 'returned' | 'implied' | 'settled';

export interface ClosedLoan extends OpenLoan {
	readonly returnedAt: Instant;
	readonly ending: Ending;
	readonly endedBy: FactSource;
}

export type Loan = OpenLoan | ClosedLoan;

export function isClosed(loan: Loan): loan is ClosedLoan {
	return 'returnedAt' in loan;
}

/** What a desk must know of one copy to go on without its history. */
export interface CopyState {
	readonly copyId: CopyId;
	readonly open?: OpenLoan | undefined;
	/** The loan before the open one, so that an undo or a swap can bring it back. */
	readonly lastClosed?: ClosedLoan | undefined;
	/** Order key of the last fact stepped over. */
	readonly at: Instant;
}

export function emptyCopyState(copyId: CopyId): CopyState {
	return { copyId, at: 0 };
}

export type CopyFactBody =
	| {
			readonly type: 'lent';
			readonly loanId: LoanId;
			/** `null` once the name was taken off (`without-names.ts`). */
			readonly patronId: PatronId | null;
			readonly recordedFor?: PatronId | undefined;
			readonly dueOn: CalendarDate;
			/** The loan it was merged into, where only the lost name said so. */
			readonly within?: LoanId | undefined;
	  }
	/** `loanId`: only this loan, `of`: only the loan of that check-out; another that is open by then stays. Neither: whoever had the copy. */
	| { readonly type: 'returned'; readonly loanId?: LoanId | undefined; readonly of?: OperationId | undefined }
	| { readonly type: 'renewed'; readonly loanId: LoanId; readonly dueOn: CalendarDate }
	/** The school moved a due date: an unexpected closure, a final return date. `from`: what it was; a loan renewed since keeps its own. */
	| { readonly type: 'dueMoved'; readonly loanId: LoanId; readonly from: CalendarDate; readonly dueOn: CalendarDate }
	/** Compensates the fact of another operation on this copy: it counts as never having happened. */
	| { readonly type: 'undone'; readonly target: OperationId }
	/** The loan was put on the wrong patron's name. */
	| {
			readonly type: 'moved';
			readonly loanId: LoanId;
			readonly patronId: PatronId | null;
			readonly recordedFor?: PatronId | undefined;
			readonly dueOn: CalendarDate;
	  }
	/** A person's answer to an incident: who has the copy now. No earlier fact that arrives later overturns it. */
	| { readonly type: 'settled'; readonly incidentId: string; readonly holder: Holder | null };

/** Who a person says has the copy. */
export interface Holder {
	readonly loanId: LoanId;
	/** `null` once the name was taken off. */
	readonly patronId: PatronId | null;
	readonly recordedFor?: PatronId | undefined;
	readonly dueOn: CalendarDate;
}

/** One thing that happened to one copy. `at` is corrected time when certain, else the time of receipt; both are fixed at first receipt. */
export type CopyFact = CopyFactBody & {
	readonly copyId: CopyId;
	readonly at: Instant;
	readonly certain: boolean;
	readonly source: FactSource;
};
