import type { CopyId, LoanId, OperationId } from '../shared/ids.ts';
import { compareFacts } from './fact-order.ts';
import type { Incident, IncidentAnswer } from './incident.ts';
import { emptyCopyState, type CopyFact, type CopyState, type Loan } from './loan.ts';
import { step } from './step.ts';

export interface FoldResult {
	readonly state: CopyState;
	/** Every loan this copy ever had, by id; at most one is open. */
	readonly loans: ReadonlyMap<LoanId, Loan>;
	readonly incidents: readonly Incident[];
}

/**
 * The whole history of one copy → its loans, its state and what must be asked.
 * A pure function of the *set* of facts: for certain facts any order of arrival gives the same result.
 */
export function fold(copyId: CopyId, facts: readonly CopyFact[]): FoldResult {
	const history = withCompensations(facts).toSorted(compareFacts);
	const loans = new Map<LoanId, Loan>();
	const incidents = new Map<string, Incident>();
	let state: CopyState = emptyCopyState(copyId);
	for (const fact of history) {
		const next = step(state, fact);
		forgetDropped(loans, state, next.state);
		if (next.state.lastClosed) loans.set(next.state.lastClosed.id, next.state.lastClosed);
		if (next.state.open) loans.set(next.state.open.id, next.state.open);
		for (const incident of next.incidents) incidents.set(incident.id, incident);
		state = next.state;
	}
	return { state, loans, incidents: settle([...incidents.values()], history) };
}

/** An open loan that is gone without having been closed was one that never happened. */
function forgetDropped(loans: Map<LoanId, Loan>, before: CopyState, after: CopyState): void {
	const id = before.open?.id;
	if (id !== undefined && after.open?.id !== id && after.lastClosed?.id !== id) loans.delete(id);
}

/** As they are folded: leaves undone facts out and gives moved loans the patron they were moved to, so that order cannot matter. */
export function withCompensations(facts: readonly CopyFact[]): CopyFact[] {
	const dropped = new Set<OperationId>();
	for (const fact of facts) if (fact.type === 'undone') dropped.add(fact.target);
	const kept = facts.filter((fact) => fact.type !== 'undone' && !dropped.has(fact.source.operationId));
	const moves = new Map<LoanId, Extract<CopyFact, { type: 'moved' }>>();
	for (const fact of kept.toSorted(compareFacts)) if (fact.type === 'moved') moves.set(fact.loanId, fact);
	return kept
		.filter((fact) => fact.type !== 'moved')
		.map((fact) => {
			const move = fact.type === 'lent' ? moves.get(fact.loanId) : undefined;
			if (!move || fact.type !== 'lent') return fact;
			const { patronId, recordedFor, dueOn } = move;
			return { ...fact, patronId, recordedFor, dueOn };
		});
}

/**
 * An incident is settled by its own answer, or overtaken by any later answer about the same copy:
 * whoever answered knew where the copy was at that moment.
 */
function settle(incidents: readonly Incident[], history: readonly CopyFact[]): Incident[] {
	const answers = history.filter((fact) => fact.type === 'settled');
	return incidents.map((incident) => {
		const own = answers.findLast((answer) => answer.incidentId === incident.id);
		const later = answers.findLast((answer) => answer.at > incident.raisedAt);
		const by = own ?? later;
		if (!by) return incident;
		const answer: IncidentAnswer = by.holder ? { holder: by.holder.patronId } : { holder: 'onShelf' };
		return { ...incident, settled: { at: by.at, source: by.source, answer: own ? answer : 'overtaken' } };
	});
}
