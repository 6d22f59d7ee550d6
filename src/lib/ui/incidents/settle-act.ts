import type { GivenAnswer } from '#lib/domain/circulation/incident.ts';
import type { IncidentId, LoanId } from '#lib/domain/shared/ids.ts';

/**
 * The act that records an answer.
 * @param loanId a fresh id, for the loan that the answer may have to open
 */
export function settleAct(incidentId: IncidentId, answer: GivenAnswer, loanId: LoanId) {
	return { type: 'settle-incident', input: { incidentId, answer: writable(answer), loanId } } as const;
}

function writable(answer: GivenAnswer) {
	if ('seen' in answer) return { seen: true as const, ...(answer.done && { done: answer.done }) };
	return { holder: answer.holder };
}
