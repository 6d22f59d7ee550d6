import { incidentId, type Incident, type IncidentBody } from './incident.ts';
import type { OfPatron } from '../people/patron-merge.ts';
import type { ClosedLoan, CopyFact, CopyState, Ending, Holder, OpenLoan } from './loan.ts';

export interface StepResult {
	readonly state: CopyState;
	readonly incidents: readonly Incident[];
}

/**
 * One fact over one copy's state: the only place that says what a scan does to a loan.
 * The server folds whole histories with it, devices step their pending operations with it.
 * Invariants: at most one open loan; a loan is closed by nothing uncertain; every fact yields exactly one result.
 */
export function step(state: CopyState, fact: CopyFact): StepResult {
	switch (fact.type) {
		case 'lent':
			return lent(state, fact);
		case 'returned':
			return returned(state, fact);
		case 'renewed':
			return renewed(state, fact);
		case 'dueMoved':
			return dueMoved(state, fact);
		case 'moved':
			return moved(state, fact);
		case 'undone':
			return undone(state, fact);
		case 'settled':
			return settled(state, fact);
	}
}

type Fact<T extends CopyFact['type']> = Extract<CopyFact, { type: T }>;

function result(state: CopyState, fact: CopyFact, changes: Partial<CopyState>, ...incidents: Incident[]): StepResult {
	return { state: { ...state, ...changes, at: Math.max(state.at, fact.at) }, incidents };
}

function raise(fact: CopyFact, body: IncidentBody, ...about: string[]): Incident {
	return { ...body, id: incidentId(body.kind, ...about), raisedAt: fact.at, source: fact.source };
}

function close(loan: OpenLoan, fact: CopyFact, ending: Ending): ClosedLoan {
	return { ...loan, returnedAt: fact.at, ending, endedBy: fact.source };
}

function reopen(loan: ClosedLoan): OpenLoan {
	const { returnedAt: _at, ending: _ending, endedBy: _by, ...open } = loan;
	return open;
}

function lent(state: CopyState, fact: Fact<'lent'>): StepResult {
	const { copyId, open } = { copyId: fact.copyId, open: state.open };
	const loan: OpenLoan = {
		id: fact.loanId,
		copyId,
		...whose(fact),
		lentAt: fact.at,
		dueOn: fact.dueOn,
		renewals: 0,
		certain: fact.certain,
		source: fact.source
	};
	if (!open) return result(state, fact, { open: loan });
	if (isSamePatron(open, fact)) {
		return result(state, fact, { open: { ...open, absorbed: [...(open.absorbed ?? []), loan.id] } });
	}
	if (!open.certain || !fact.certain) {
		const body = { kind: 'uncertainLoan', copyId, standing: open, claimed: loan } as const;
		return result(state, fact, {}, raise(fact, body, open.id, loan.id));
	}
	const earlier = close(open, fact, 'implied');
	const body = { kind: 'lentTwice', copyId, earlier, later: loan } as const;
	return result(state, fact, { open: loan, lastClosed: earlier }, raise(fact, body, earlier.id, loan.id));
}

function returned(state: CopyState, fact: Fact<'returned'>): StepResult {
	const open = state.open;
	if (!open || (fact.loanId !== undefined && !isLoan(open, fact.loanId))) return result(state, fact, {});
	if (fact.of !== undefined && open.source.operationId !== fact.of) return result(state, fact, {});
	if (!open.certain || !fact.certain) {
		const body = { kind: 'uncertainReturn', copyId: fact.copyId, standing: open } as const;
		return result(state, fact, {}, raise(fact, body, open.id, fact.source.operationId));
	}
	return result(state, fact, { open: undefined, lastClosed: close(open, fact, 'returned') });
}

function renewed(state: CopyState, fact: Fact<'renewed'>): StepResult {
	const open = state.open;
	if (!open || !isLoan(open, fact.loanId)) return result(state, fact, {});
	return result(state, fact, { open: { ...open, dueOn: fact.dueOn, renewals: open.renewals + 1 } });
}

/** Not a renewal: it counts for nothing, and only for the due date its author saw. */
function dueMoved(state: CopyState, fact: Fact<'dueMoved'>): StepResult {
	const { open } = state;
	if (!open || !isLoan(open, fact.loanId) || open.dueOn !== fact.from) return result(state, fact, {});
	return result(state, fact, { open: { ...open, dueOn: fact.dueOn } });
}

/** In a whole history `fold` has put the right patron into the loan's own fact already; this serves devices, which lack it. */
function moved(state: CopyState, fact: Fact<'moved'>): StepResult {
	const { open, lastClosed } = state;
	const change = { recordedFor: undefined, ...whose(fact), dueOn: fact.dueOn };
	if (open && isLoan(open, fact.loanId)) return result(state, fact, { open: { ...open, ...change } });
	if (lastClosed && isLoan(lastClosed, fact.loanId)) return result(state, fact, { lastClosed: { ...lastClosed, ...change } });
	return result(state, fact, {});
}

/** In a whole history `fold` has left the undone fact out already; this serves devices, one fact deep. */
function undone(state: CopyState, fact: Fact<'undone'>): StepResult {
	const { open, lastClosed } = state;
	if (open && open.source.operationId === fact.target) {
		const before = lastClosed?.endedBy.operationId === fact.target ? lastClosed : undefined;
		return before
			? result(state, fact, { open: reopen(before), lastClosed: undefined })
			: result(state, fact, { open: undefined });
	}
	if (!open && lastClosed?.endedBy.operationId === fact.target) {
		return result(state, fact, { open: reopen(lastClosed), lastClosed: undefined });
	}
	return result(state, fact, {});
}

function settled(state: CopyState, fact: Fact<'settled'>): StepResult {
	const { open, lastClosed } = state;
	const { holder } = fact;
	if (!holder) {
		return open ? result(state, fact, { open: undefined, lastClosed: close(open, fact, 'settled') }) : result(state, fact, {});
	}
	if (open && isHolder(open, holder)) return result(state, fact, { open: { ...open, certain: true } });
	const closing = open ? { lastClosed: close(open, fact, 'settled') } : {};
	if (lastClosed?.id === holder.loanId) return result(state, fact, { ...closing, open: { ...reopen(lastClosed), certain: true } });
	const loan: OpenLoan = {
		id: holder.loanId,
		copyId: fact.copyId,
		...whose(holder),
		lentAt: fact.at,
		dueOn: holder.dueOn,
		renewals: 0,
		certain: true,
		source: fact.source
	};
	return result(state, fact, { ...closing, open: loan });
}

/** Two loans that lost their names are not therefore of one patron. */
function isSamePatron(open: OpenLoan, fact: Fact<'lent'>): boolean {
	if (fact.patronId === null) return fact.within !== undefined && isLoan(open, fact.within);
	return open.patronId === fact.patronId;
}

function isHolder(open: OpenLoan, holder: Holder): boolean {
	return holder.patronId === null ? isLoan(open, holder.loanId) : open.patronId === holder.patronId;
}

/** Whose a loan is, as the fact says it. */
function whose<T extends OfPatron>({ patronId, recordedFor }: T): Pick<T, 'patronId' | 'recordedFor'> {
	return { patronId, ...(recordedFor !== undefined && { recordedFor }) };
}

export function isLoan(loan: OpenLoan, id: OpenLoan['id']): boolean {
	return loan.id === id || (loan.absorbed?.includes(id) ?? false);
}
