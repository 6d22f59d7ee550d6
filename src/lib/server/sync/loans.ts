import { isClosed, type Loan } from '#lib/domain/circulation/loan.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Brings the loans of these copies in line with what the fold says they are. @throws when a loan's id belongs to another copy */
export async function saveLoans(change: Change, copyIds: readonly CopyId[], loans: readonly Loan[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const before = await tx
		.selectFrom('loan')
		.select(['id', 'body'])
		.where('school_id', '=', schoolId)
		.where('copy_id', 'in', copyIds)
		.execute();
	const bodyBefore = new Map(before.map((row) => [row.id, row.body]));
	const ids = new Set<string>(loans.map((loan) => loan.id));
	const gone = before.filter((row) => !ids.has(row.id)).map((row) => row.id);
	if (gone.length > 0) await tx.deleteFrom('loan').where('school_id', '=', schoolId).where('id', 'in', gone).execute();
	const changed = loans.filter((loan) => bodyBefore.get(loan.id) !== JSON.stringify(loan));
	// Closed ones first: the database allows one open loan of a copy at any moment.
	for (const part of [changed.filter(isClosed), changed.filter((loan) => !isClosed(loan))]) {
		for (const loan of part.filter((each) => bodyBefore.has(each.id))) await updateLoan(change, loan);
		await insertLoans(change, part.filter((each) => !bodyBefore.has(each.id)));
	}
	return [
		...gone.map((id): Publication => ({ kind: 'loan', id, audience: new Map() })),
		...changed.map(
			(loan): Publication => ({ kind: 'loan', id: loan.id, audience: isClosed(loan) ? visible('loan', loan, change) : new Map() })
		)
	];
}

function columnsOf(loan: Loan) {
	return {
		patron_id: loan.patronId,
		lent_at: loan.lentAt,
		due_on: loan.dueOn,
		returned_at: isClosed(loan) ? loan.returnedAt : null,
		body: JSON.stringify(loan)
	};
}

async function updateLoan({ tx, schoolId }: Change, loan: Loan): Promise<void> {
	await tx.updateTable('loan').set(columnsOf(loan)).where('school_id', '=', schoolId).where('id', '=', loan.id).execute();
}

async function insertLoans({ tx, schoolId }: Change, loans: readonly Loan[]): Promise<void> {
	if (loans.length === 0) return;
	const rows = loans.map((loan) => ({ school_id: schoolId, id: loan.id, copy_id: loan.copyId, ...columnsOf(loan) }));
	await tx.insertInto('loan').values(rows).execute();
}
