import { factUnderSurvivor } from '#lib/domain/circulation/fact-under-survivor.ts';
import { fold, type FoldResult } from '#lib/domain/circulation/fold.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import type { CopyFact, CopyState } from '#lib/domain/circulation/loan.ts';
import type { CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { readSurvivors } from './aliases.ts';
import { availabilityOf } from './availability.ts';
import { boxLoansOf } from './box-loans.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { saveIncident } from './incidents.ts';
import { saveLoans } from './loans.ts';
import { visible } from './visibility.ts';

/**
 * Derives everything about these copies again from their whole histories: loans, states, incidents, availability.
 * A late fact may change any of them; only what differs is written.
 */
export async function refoldCopies(change: Change, copyIds: ReadonlySet<CopyId>): Promise<Publication[]> {
	if (copyIds.size === 0) return [];
	const ids = [...copyIds];
	const facts = Map.groupBy(await loadFacts(change, ids), (fact) => fact.copyId);
	const survivors = await readSurvivors(change.tx, change.schoolId);
	const survivorOf = (id: PatronId) => survivors.get(id) ?? id;
	const folded = ids.map((id) => fold(id, (facts.get(id) ?? []).map((fact) => factUnderSurvivor(fact, survivorOf))));
	return [
		...(await saveLoans(change, ids, folded.flatMap((result) => [...result.loans.values()]))),
		...(await saveStates(change, folded.map((result) => result.state))),
		...(await saveIncidents(change, ids, folded)),
		...(await boxLoansOf(change, ids)),
		...(await availabilityOf(change, await titlesOf(change, ids)))
	];
}

/** Puts facts into the histories of their copies. The order within one operation is theirs. */
export async function insertFacts({ tx, schoolId }: Change, facts: readonly CopyFact[]): Promise<void> {
	if (facts.length === 0) return;
	const rows = facts.map((fact, place) => ({
		school_id: schoolId,
		copy_id: fact.copyId,
		operation_id: fact.source.operationId,
		place,
		type: fact.type,
		at: fact.at,
		body: JSON.stringify(fact)
	}));
	await tx.insertInto('copy_fact').values(rows).execute();
}

async function loadFacts({ tx, schoolId }: Change, copyIds: readonly CopyId[]): Promise<CopyFact[]> {
	const rows = await tx
		.selectFrom('copy_fact')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('copy_id', 'in', copyIds)
		.execute();
	return rows.map((row) => parseBody<CopyFact>(row.body));
}

async function titlesOf({ tx, schoolId }: Change, copyIds: readonly CopyId[]): Promise<string[]> {
	const rows = await tx
		.selectFrom('copy')
		.select('title_id')
		.distinct()
		.where('school_id', '=', schoolId)
		.where('id', 'in', copyIds)
		.execute();
	return rows.map((row) => row.title_id);
}

async function saveStates(change: Change, states: readonly CopyState[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	await tx
		.insertInto('copy_state')
		.values(
			states.map((state) => ({
				school_id: schoolId,
				copy_id: state.copyId,
				loan_id: state.open?.id ?? null,
				patron_id: state.open?.patronId ?? null,
				due_on: state.open?.dueOn ?? null,
				body: JSON.stringify(state)
			}))
		)
		.onConflict((conflict) =>
			conflict.columns(['school_id', 'copy_id']).doUpdateSet((eb) => ({
				loan_id: eb.ref('excluded.loan_id'),
				patron_id: eb.ref('excluded.patron_id'),
				due_on: eb.ref('excluded.due_on'),
				body: eb.ref('excluded.body')
			}))
		)
		.execute();
	return states.map((state) => {
		const row = { id: state.copyId, ...state };
		return { kind: 'copyState', id: state.copyId, audience: visible('copyState', row, change) };
	});
}

async function saveIncidents(change: Change, copyIds: readonly CopyId[], folded: readonly FoldResult[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const before = await tx
		.selectFrom('incident')
		.select(['id', 'body'])
		.where('school_id', '=', schoolId)
		.where('copy_id', 'in', copyIds)
		.where('origin', '=', 'fold')
		.execute();
	const known = new Map(before.map((row) => [row.id, parseBody<Incident>(row.body)]));
	const incidents = folded.flatMap((result) => result.incidents);
	const ids = new Set<string>(incidents.map((incident) => incident.id));
	const gone = [...known.keys()].filter((id) => !ids.has(id));
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
