import type { CopyId, LoanId } from '../shared/ids.ts';
import { compareFacts } from './fact-order.ts';
import { withCompensations } from './fold.ts';
import { emptyCopyState, type CopyFact } from './loan.ts';
import { isLoan, step } from './step.ts';

type NamingFact = Extract<CopyFact, { type: 'lent' | 'moved' | 'settled' }>;

/**
 * One copy's history with some of its names taken off.
 * The fold of the result is the fold of what went in, but for those names: loans, incidents and counts stay.
 * @param leaves whether the name in this fact goes; `loanId`: the loan that the fact came to, if any
 */
export function withoutNames(
	copyId: CopyId,
	facts: readonly CopyFact[],
	leaves: (fact: NamingFact, loanId: LoanId | undefined) => boolean
): CopyFact[] {
	const loanOf = traceLoans(copyId, facts);
	const goes = (fact: NamingFact) => leaves(fact, loanOf(fact));
	const moves = facts.filter((fact) => fact.type === 'moved' && goes(fact));
	return facts.map((fact) => {
		if (!isNaming(fact)) return fact;
		// A loan's name may stand in a move; its own fact must say what that name said.
		const losesName = goes(fact) || (fact.type === 'lent' && moves.some((move) => move.type === 'moved' && move.loanId === fact.loanId));
		return losesName ? nameless(fact, loanOf(fact), goes(fact)) : fact;
	});
}

function isNaming(fact: CopyFact): fact is NamingFact {
	return fact.type === 'lent' || fact.type === 'moved' || (fact.type === 'settled' && fact.holder !== null);
}

/** A name also says that two facts are about one loan; without it the loan's id must say so. */
function nameless(fact: NamingFact, loanId: LoanId | undefined, goes: boolean): CopyFact {
	if (fact.type === 'moved') return { ...fact, patronId: null };
	if (fact.type === 'settled') return { ...fact, holder: fact.holder && { ...fact.holder, patronId: null, loanId: loanId ?? fact.holder.loanId } };
	const merged = loanId !== undefined && loanId !== fact.loanId;
	return { ...fact, ...(goes && { patronId: null }), ...(merged && { within: loanId }) };
}

function traceLoans(copyId: CopyId, facts: readonly CopyFact[]): (fact: NamingFact) => LoanId | undefined {
	const ofLent = new Map<LoanId, LoanId>();
	const ofAnswer = new Map<string, LoanId>();
	let state = emptyCopyState(copyId);
	for (const fact of withCompensations(facts).toSorted(compareFacts)) {
		state = step(state, fact).state;
		const { open } = state;
		if (!open) continue;
		if (fact.type === 'lent' && isLoan(open, fact.loanId)) ofLent.set(fact.loanId, open.id);
		if (fact.type === 'settled' && fact.holder) ofAnswer.set(fact.source.operationId, open.id);
	}
	return (fact) => (fact.type === 'settled' ? ofAnswer.get(fact.source.operationId) : ofLent.get(fact.loanId));
}
