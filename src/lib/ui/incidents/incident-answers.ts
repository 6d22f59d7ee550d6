import type { GivenAnswer, Incident } from '#lib/domain/circulation/incident.ts';
import type { Loan } from '#lib/domain/circulation/loan.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';

/**
 * What a person can say is true, one tap each. Where the question is who has the copy, every patron who could have it
 * and the shelf; a patron whose name retention has taken off cannot be named. Elsewhere it only wants to be seen.
 */
export function answersTo(incident: Incident): GivenAnswer[] {
	const loans = loansIn(incident);
	if (!loans) return [{ seen: true }];
	const holders = [...new Set(loans.map((loan) => loan.patronId))].filter((id): id is PatronId => id !== null);
	return [...holders.map((holder): GivenAnswer => ({ holder })), { holder: 'onShelf' }];
}

function loansIn(incident: Incident): readonly Loan[] | undefined {
	if (incident.kind === 'lentTwice') return [incident.earlier, incident.later];
	if (incident.kind === 'uncertainLoan') return [incident.standing, incident.claimed];
	return incident.kind === 'uncertainReturn' ? [incident.standing] : undefined;
}

/** A name for the answer, the same whenever it is drawn. */
export function answerKey(answer: GivenAnswer): string {
	return 'seen' in answer ? 'seen' : answer.holder;
}
