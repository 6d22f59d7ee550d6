import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { ClosedLoan, OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { Card, Patron } from '#lib/domain/people/patron.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { OperationId } from '#lib/domain/shared/ids.ts';
import type { RefusalCode } from '#lib/operations/definition.ts';
import type { Act } from '#lib/operations/registry.ts';

interface AboutCopy {
	readonly copy: Copy;
	readonly title: Title | undefined;
}

/** What one scan came to. Each has its own word, colour, icon and sound. */
export type DeskOutcome =
	| { readonly kind: 'patronOpened'; readonly patron: Patron; readonly card?: Card | undefined; readonly findings: readonly PolicyFinding[] }
	| { readonly kind: 'patronClosed' }
	/** Every copy is taken in, also while a patron is open. */
	| { readonly kind: 'returnMode'; readonly on: boolean }
	| ({ readonly kind: 'lent'; readonly patron: Patron; readonly loan: OpenLoan; readonly findings: readonly PolicyFinding[] } & AboutCopy)
	| ({ readonly kind: 'renewed'; readonly patron: Patron; readonly loan: OpenLoan } & AboutCopy)
	/** `daysLate` of the loan that ended; `wasLent` false: nobody had it. */
	| ({ readonly kind: 'returned'; readonly patron?: Patron | undefined; readonly loan?: ClosedLoan | undefined; readonly daysLate: number; readonly fineCents: number } & AboutCopy)
	/** Returned, and to be put aside for the first in the queue. */
	| ({ readonly kind: 'putAside'; readonly hold: Hold; readonly holdPatron?: Patron | undefined; readonly patron?: Patron | undefined; readonly daysLate: number } & AboutCopy)
	/** On the shelf, nobody had it: shown. */
	| ({ readonly kind: 'shown' } & AboutCopy)
	/** Advice with reasons; `acts` with the override lend it after all. */
	| ({ readonly kind: 'advice'; readonly patron: Patron; readonly findings: readonly PolicyFinding[]; readonly retry: readonly Act[] } & AboutCopy)
	| { readonly kind: 'refused'; readonly code: RefusalCode; readonly facts?: Readonly<Record<string, string | number>> | undefined }
	| { readonly kind: 'unknownCard'; readonly number: string }
	| { readonly kind: 'unknownCopy'; readonly barcode: string }
	/** Neither a card nor a label known here: the person says which it is. */
	| { readonly kind: 'unknown'; readonly text: string }
	/** The ISBN on the back cover where the school's own label is expected. */
	| { readonly kind: 'isbn'; readonly isbn: string; readonly title?: Title | undefined; readonly copies: readonly Copy[] }
	| ({ readonly kind: 'undone' } & AboutCopy)
	| { readonly kind: 'moved'; readonly count: number; readonly patron: Patron }
	| { readonly kind: 'nothingToUndo' }
	/** The record could not be made durable; the scan does not count and must be made again. */
	| { readonly kind: 'notRecorded'; readonly reason: 'storageFull' | 'storageFailed' };

/** One line of the desk's own log, newest first. */
export interface DeskEntry {
	readonly key: string;
	readonly at: Instant;
	readonly scanned: string;
	readonly outcome: DeskOutcome;
	readonly operationIds: readonly OperationId[];
	/** Compensated by a later entry. */
	readonly undone: boolean;
}
