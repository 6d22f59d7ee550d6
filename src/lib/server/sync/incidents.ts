import type { Incident, IncidentAnswer } from '#lib/domain/circulation/incident.ts';
import type { FactSource } from '#lib/domain/circulation/loan.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
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

/** A person has said what is true, or that it was seen. An incident that is gone needs no answer. */
export async function answerIncident(
	change: Change,
	incidentId: IncidentId,
	settled: { readonly at: Instant; readonly source: FactSource; readonly answer: IncidentAnswer }
): Promise<Publication[]> {
	const row = await change.tx
		.selectFrom('incident')
		.select(['body', 'origin'])
		.where('school_id', '=', change.schoolId)
		.where('id', '=', incidentId)
		.executeTakeFirst();
	if (!row) return [];
	return [await saveIncident(change, { ...parseBody<Incident>(row.body), settled }, row.origin)];
}
