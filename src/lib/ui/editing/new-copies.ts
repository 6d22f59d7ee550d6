import type { LoanType } from '#lib/domain/catalogue/title.ts';

/** Copies to add to a title, as filled in; empty texts say nothing. */
export interface NewCopies {
	readonly barcodes: readonly string[];
	readonly shelf: string;
	readonly locationId: string;
	readonly loanType: LoanType;
}
