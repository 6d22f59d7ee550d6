import type { Title } from '../catalogue/title.ts';
import type { Instant } from '../shared/calendar-date.ts';
import type { LoanId } from '../shared/ids.ts';
import { endingOf, type ReadingEntry } from './reading-entry.ts';
import type { ReadingProfile } from './reading-profile.ts';

interface Lent {
	readonly loan: { readonly id: LoanId };
	readonly title: Title | undefined;
}

interface GivenBack extends Lent {
	readonly loan: { readonly id: LoanId; readonly returnedAt: Instant };
}

/** Days after a return in which it is still worth asking; later nobody remembers, and it nags. */
const askDays = 30;
const dayMs = 86_400_000;
/** What is read and not watched. */
const readable: ReadonlySet<string> = new Set(['book', 'comic', 'audiobook']);

/** Loans that could be in the log and are not, in the order given; what was declined or is being read already stays silent. */
export function proposedLoans<L extends Lent>(loans: readonly L[], entries: readonly ReadingEntry[], profile: ReadingProfile | undefined): L[] {
	const logged = new Set(entries.map((entry) => entry.loanId));
	const reading = new Set(entries.filter((entry) => !endingOf(entry)).map((entry) => entry.titleId));
	return loans.filter(({ loan, title }) => {
		if (!title || !readable.has(title.material)) return false;
		return !logged.has(loan.id) && !reading.has(title.id) && !isSilenced(profile, loan.id);
	});
}

/**
 * The one question that a return brings: finished? The latest return first; none while its reading has an end, was declined,
 * or the title is at home again.
 * @param now milliseconds
 */
export function questionAfterReturn<L extends GivenBack>(
	returned: readonly L[],
	atHome: readonly Lent[],
	entries: readonly ReadingEntry[],
	profile: ReadingProfile | undefined,
	now: Instant
): { readonly returned: L; readonly entry: ReadingEntry | undefined } | undefined {
	const again = new Set(atHome.map(({ title }) => title?.id));
	for (const each of returned.toSorted((a, b) => b.loan.returnedAt - a.loan.returnedAt)) {
		const { loan, title } = each;
		if (!title || !readable.has(title.material) || again.has(title.id) || isSilenced(profile, loan.id)) continue;
		if (now - loan.returnedAt > askDays * dayMs) continue;
		const ofLoan = entries.find((entry) => entry.loanId === loan.id);
		const entry = ofLoan ?? entries.find((other) => other.titleId === title.id && !endingOf(other));
		if (entry && endingOf(entry)) continue;
		return { returned: each, entry };
	}
	return undefined;
}

function isSilenced(profile: ReadingProfile | undefined, loanId: LoanId): boolean {
	return profile?.silenced?.[loanId]?.value === true;
}
