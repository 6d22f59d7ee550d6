import { isAboutHolder, remediesFor, type GivenAnswer, type HolderIncident, type Incident } from '#lib/domain/circulation/incident.ts';
import type { Loan } from '#lib/domain/circulation/loan.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';

/**
 * What a person can say is true, one tap each. Where the question is who has the copy, every patron who could have it
 * and the shelf; a patron whose name retention has taken off cannot be named. Elsewhere what can be done about it, and
 * that things may stay as they are.
 */
export function answersTo(incident: Incident): GivenAnswer[] {
	if (!isAboutHolder(incident)) return [...remediesFor[incident.kind].map((done): GivenAnswer => ({ seen: true, done })), { seen: true }];
	const holders = [...new Set(loansIn(incident).map((loan) => loan.patronId))].filter((id): id is PatronId => id !== null);
	return [...holders.map((holder): GivenAnswer => ({ holder })), { holder: 'onShelf' }];
}

function loansIn(incident: HolderIncident): readonly Loan[] {
	if (incident.kind === 'lentTwice') return [incident.earlier, incident.later];
	return incident.kind === 'uncertainLoan' ? [incident.standing, incident.claimed] : [incident.standing];
}

/** A name for the answer, the same whenever it is drawn. */
export function answerKey(answer: GivenAnswer): string {
	return 'seen' in answer ? (answer.done ?? 'seen') : answer.holder;
}
