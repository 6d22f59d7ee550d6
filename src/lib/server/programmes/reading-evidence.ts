import type { FinishedReading } from '#lib/domain/programmes/counted.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Tx } from '../db/schema.ts';

/** What the reading log and the exam reading file of one patron say. */
export interface ReadingEvidence {
	readonly finished: readonly FinishedReading[];
	readonly listComplete: boolean;
}

export const nothingToTell: ReadingEvidence = { finished: [], listComplete: false };

export async function readingEvidenceOf(_tx: Tx, _schoolId: SchoolId, _patronIds: readonly PatronId[]): Promise<ReadonlyMap<PatronId, ReadingEvidence>> {
	return new Map();
}
