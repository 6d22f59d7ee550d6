import type { Patron } from '#lib/domain/people/patron.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import { participationId } from '#lib/domain/programmes/participation.ts';
import { leavesSchool, readersOf, schoolRound, type ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { readSurvivors } from './aliases.ts';
import type { Change } from './change.ts';
import { readJoined } from './joined-records.ts';

/**
 * By round: those who read in it whose names may leave the school, with these names. Only of rounds outside the school, and
 * only with consent, whatever the edition asks: without it the library learns nothing of anybody.
 */
export async function namesOutside(change: Change, rounds: readonly ReadAloudRound[]): Promise<Map<string, Map<PatronId, string>>> {
	const outside = await roundsOutside(change, rounds.filter(({ groupId }) => groupId === schoolRound));
	const readers = [...new Set(outside.flatMap(readerIdsOf))];
	if (readers.length === 0) return new Map();
	const { tx, schoolId } = change;
	const survivors = await readSurvivors(tx, schoolId);
	const now = (id: PatronId): PatronId => survivors.get(id) ?? id;
	const consented = new Set((await readJoined(tx, schoolId, 'participation', readers)).filter(({ consent }) => consent?.value).map(({ id }) => id));
	const rows = await tx.selectFrom('patron').select(['id', 'body']).where('school_id', '=', schoolId).where('id', 'in', readers.map(now)).execute();
	const nameOf = new Map(rows.map(({ id, body }) => [id, spokenName(parseBody<Patron>(body))]));
	return new Map(
		outside.map((round) => {
			const may = readerIdsOf(round).filter((id) => consented.has(participationId(round.editionId, now(id))));
			return [round.id, new Map(may.map((id) => [id, nameOf.get(now(id)) ?? '']))];
		})
	);
}

async function roundsOutside({ tx, schoolId }: Change, rounds: readonly ReadAloudRound[]): Promise<ReadAloudRound[]> {
	if (rounds.length === 0) return [];
	const ids = [...new Set(rounds.map(({ editionId }) => editionId))];
	const rows = await tx.selectFrom('edition').select(['id', 'body']).where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	const editions = new Map<string, Edition>(rows.map(({ id, body }) => [id, parseBody<Edition>(body)]));
	return rounds.filter(({ editionId, roundId }) => editions.get(editionId)?.rounds.some((round) => round.id === roundId && leavesSchool(round)));
}

const readerIdsOf = (round: ReadAloudRound): PatronId[] => readersOf(round).map(([id]) => id);
