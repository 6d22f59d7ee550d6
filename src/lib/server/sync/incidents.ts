import { standingAnswer, type Incident, type Settlement } from '#lib/domain/circulation/incident.ts';
import type { IncidentId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Stores an incident as it is now. */
export async function saveIncident(change: Change, incident: Incident, origin: 'fold' | 'rule'): Promise<Publication> {
	const columns = { settled: incident.settled ? 1 : 0, body: JSON.stringify(incident) };
	await change.tx
		.insertInto('incident')
		.values({
			school_id: change.schoolId,
			id: incident.id,
			copy_id: 'copyId' in incident ? incident.copyId : null,
			kind: incident.kind,
			origin,
			raised_at: incident.raisedAt,
			...columns
		})
		.onConflict((conflict) => conflict.columns(['school_id', 'id']).doUpdateSet(columns))
		.execute();
	return { kind: 'incident', id: incident.id, audience: visible('incident', incident, change) };
}

/** A question that an operation asks; asked before, it keeps its answer. */
export async function raiseIncident(change: Change, incident: Incident): Promise<Publication[]> {
	return (await findIncident(change, incident.id)) ? [] : [await saveIncident(change, incident, 'rule')];
}

/** A person has said what is true, or that it was seen. An incident that is gone needs no answer. */
export async function answerIncident(change: Change, incidentId: IncidentId, given: Settlement): Promise<Publication[]> {
	const row = await findIncident(change, incidentId);
	if (!row) return [];
	const incident = parseBody<Incident>(row.body);
	return [await saveIncident(change, { ...incident, settled: standingAnswer(incident, given) }, row.origin)];
}

function findIncident({ tx, schoolId }: Change, id: IncidentId) {
	return tx.selectFrom('incident').select(['body', 'origin']).where('school_id', '=', schoolId).where('id', '=', id).executeTakeFirst();
}
