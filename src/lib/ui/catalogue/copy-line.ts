import type { Copy } from '#lib/domain/catalogue/title.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { CopyState } from '#lib/domain/circulation/loan.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { copyStatusWords, loanTypeWords } from '#lib/i18n/codes.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** One copy with what a desk knows of it. */
export interface KnownCopy {
	readonly copy: Copy;
	readonly state: CopyState | undefined;
	readonly patron: Patron | undefined;
	readonly heldFor: Hold | undefined;
}

export type CopyPlace = 'out' | 'held' | 'absent' | 'reference' | 'shelf';

export function placeOf({ copy, state, heldFor }: KnownCopy): CopyPlace {
	if (state?.open) return 'out';
	if (heldFor) return 'held';
	if (copy.status !== 'inService') return 'absent';
	return copy.loanType === 'reference' ? 'reference' : 'shelf';
}

/** Where the copy is now, without naming anybody. */
export function placeText(line: KnownCopy): string {
	const words: Record<CopyPlace, () => string> = {
		out: () => m.catalogue_copy_out({ date: formatDate(line.state?.open?.dueOn ?? '1970-01-01') }),
		held: () => m.catalogue_copy_held(),
		absent: () => copyStatusWords[line.copy.status](),
		reference: () => loanTypeWords.reference(),
		shelf: () => m.catalogue_copy_shelf()
	};
	return words[placeOf(line)]();
}
