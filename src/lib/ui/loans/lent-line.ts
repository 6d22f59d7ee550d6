import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { Patron } from '#lib/domain/people/patron.ts';

/** One copy at somebody's home. */
export interface LentLine {
	readonly loan: OpenLoan;
	readonly copy: Copy | undefined;
	readonly title: Title | undefined;
	/** Absent where the page is about one patron, or once retention has taken the name off. */
	readonly patron?: Patron | undefined;
	/** Whole days past the due date; 0 or less: not late. */
	readonly daysLate: number;
	/** Not confirmed by the server yet. */
	readonly pending: boolean;
}
