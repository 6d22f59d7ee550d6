import { mostMovedDueDates, type DueMove } from '#lib/domain/circulation/due-moves.ts';

/** Moves due dates in operations of a size that the server takes in at once; together they are one act. */
export function dueMoveActs(moves: readonly DueMove[]) {
	const loans = moves.map(({ loan, to }) => ({ copyId: loan.copyId, loanId: loan.id, from: loan.dueOn, to }));
	const parts = Array.from({ length: Math.ceil(loans.length / mostMovedDueDates) }, (_, part) => loans.slice(part * mostMovedDueDates, (part + 1) * mostMovedDueDates));
	return parts.map((part) => ({ type: 'move-due-dates' as const, input: { loans: part } }));
}

/** Moves that take those back; a loan that was renewed or returned since stays as it is. */
export function undoneDueMoves(moves: readonly DueMove[]): DueMove[] {
	return moves.map(({ loan, to }) => ({ loan: { ...loan, dueOn: to }, to: loan.dueOn }));
}
