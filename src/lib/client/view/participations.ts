import type { Participation } from '#lib/domain/programmes/participation.ts';
import type { EditionId } from '#lib/domain/programmes/edition.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Records } from './records.ts';

/** A participation by its id: the row itself, or what a row of a class shows of it. */
export function participationIn(records: Records, id: string): Participation | undefined {
	const row = records.get('participation', id);
	if (row) return row;
	const cut = id.indexOf(':');
	return sharedParticipation(records, id.slice(0, cut) as EditionId, id.slice(cut + 1) as PatronId);
}

function sharedParticipation(records: Records, editionId: EditionId, patronId: PatronId): Participation | undefined {
	for (const pupil of records.find('classPupilsOfPatron', patronId)) {
		const shared = pupil.programmes?.[editionId];
		if (shared) return shared.participation;
	}
	return undefined;
}
