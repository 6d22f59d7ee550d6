import { fold } from '#lib/domain/circulation/fold.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import { isClosed, type CopyFact, type CopyState, type Loan } from '#lib/domain/circulation/loan.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { saveIncident } from './incidents.ts';
import { visible } from './visibility.ts';

/**
 * Derives everything about one copy again from its whole history: loans, state, incidents.
 * A late fact may change any of them; only what differs is written.
 */
export async function refoldCopy(change: Change, copyId: CopyId): Promise<Publication[]> {
	const facts = await loadFacts(change, copyId);
	const { state, loans, incidents } = fold(copyId, facts);
	return [
		...(await saveLoans(change, copyId, [...loans.values()])),
		await saveState(change, state),
		...(await saveIncidents(change, copyId, incidents))
	];
}

async function loadFacts({ tx, schoolId }: Change, copyId: CopyId): Promise<CopyFact[]> {
	const rows = await tx
		.selectFrom('copy_fact')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('copy_id', '=', copyId)
		.execute();
	return rows.map((row) => parseBody<CopyFact>(row.body));
}

async function saveLoans(change: Change, copyId: CopyId, loans: readonly Loan[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const before = await tx
		.selectFrom('loan')
		.select(['id', 'body'])
		.where('school_id', '=', schoolId)
		.where('copy_id', '=', copyId)
		.execute();
	const bodyBefore = new Map(before.map((row) => [row.id, row.body]));
	const ids = new Set<string>(loans.map((loan) => loan.id));
	const gone = before.filter((row) => !ids.has(row.id)).map((row) => row.id);
	if (gone.length > 0) await tx.deleteFrom('loan').where('school_id', '=', schoolId).where('id', 'in', gone).execute();
	const changed = loans.filter((loan) => bodyBefore.get(loan.id) !== JSON.stringify(loan));
	// Closed ones first: the database allows one open loan of a copy at any moment.
	for (const loan of changed.toSorted((a, b) => Number(isClosed(b)) - Number(isClosed(a)))) {
		await saveLoan(change, loan, bodyBefore.has(loan.id));
	}
	return [
		...gone.map((id): Publication => ({ kind: 'loan', id, audience: new Map() })),
		...changed.map(
			(loan): Publication => ({ kind: 'loan', id: loan.id, audience: isClosed(loan) ? visible('loan', loan, change) : new Map() })
		)
	];
}

async function saveLoan({ tx, schoolId }: Change, loan: Loan, known: boolean): Promise<void> {
	const columns = {
		patron_id: loan.patronId,
		lent_at: loan.lentAt,
		due_on: loan.dueOn,
		returned_at: isClosed(loan) ? loan.returnedAt : null,
		body: JSON.stringify(loan)
	};
	if (known) {
		await tx.updateTable('loan').set(columns).where('school_id', '=', schoolId).where('id', '=', loan.id).execute();
	} else {
		await tx.insertInto('loan').values({ school_id: schoolId, id: loan.id, copy_id: loan.copyId, ...columns }).execute();
	}
}

async function saveState(change: Change, state: CopyState): Promise<Publication> {
	const { tx, schoolId } = change;
	const columns = {
		loan_id: state.open?.id ?? null,
		patron_id: state.open?.patronId ?? null,
		due_on: state.open?.dueOn ?? null,
		body: JSON.stringify(state)
	};
	await tx
		.insertInto('copy_state')
		.values({ school_id: schoolId, copy_id: state.copyId, ...columns })
		.onConflict((conflict) => conflict.columns(['school_id', 'copy_id']).doUpdateSet(columns))
		.execute();
	const row = { id: state.copyId, ...state };
	return { kind: 'copyState', id: state.copyId, audience: visible('copyState', row, change) };
}

async function saveIncidents(change: Change, copyId: CopyId, incidents: readonly Incident[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const before = await tx
		.selectFrom('incident')
		.select(['id', 'body'])
		.where('school_id', '=', schoolId)
		.where('copy_id', '=', copyId)
		.where('origin', '=', 'fold')
		.execute();
	const known = new Map(before.map((row) => [row.id, parseBody<Incident>(row.body)]));
	const ids = new Set<string>(incidents.map((incident) => incident.id));
	const gone = before.filter((row) => !ids.has(row.id)).map((row) => row.id);
	if (gone.length > 0) await tx.deleteFrom('incident').where('school_id', '=', schoolId).where('id', 'in', gone).execute();
	const publications = gone.map((id): Publication => ({ kind: 'incident', id, audience: new Map() }));
	for (const incident of incidents) {
		publications.push(await saveIncident(change, withSeen(incident, known.get(incident.id)), 'fold'));
	}
	return publications;
}

/** That somebody has seen it is no fact of the copy's history, so the fold does not know. */
function withSeen(incident: Incident, before: Incident | undefined): Incident {
	const answer = before?.settled?.answer;
	const wasSeen = typeof answer === 'object' && 'seen' in answer;
	return incident.settled || !wasSeen ? incident : { ...incident, settled: before?.settled };
}
