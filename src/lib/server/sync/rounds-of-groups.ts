import { schoolRound, type ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { GroupId, PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { readSurvivors } from './aliases.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { namesOutside } from './names-outside.ts';
import { visible } from './visibility.ts';

/** What the feed must show of these rounds of reading aloud: to the teachers of a class, of its pupils only; to the library, of those who consented. */
export async function publicationsOfRounds(change: Change, rows: readonly ReadAloudRound[]): Promise<Publication[]> {
	const pupilsOf = await pupilsOfGroups(change, [...new Set(rows.map((row) => row.groupId))]);
	const names = await namesOutside(change, rows);
	return rows.map((row): Publication => {
		const world = { schoolId: change.schoolId, patronIds: pupilsOf.get(row.groupId), names: names.get(row.id) };
		return { kind: 'readAloudRound', id: row.id, audience: visible('readAloudRound', row, world) };
	});
}

/** After pupils left these groups or came to them. */
export async function roundsOfGroups(change: Change, groupIds: Iterable<GroupId>): Promise<Publication[]> {
	const ids = [...groupIds];
	if (ids.length === 0) return [];
	const rows = await change.tx.selectFrom('read_aloud_round').select('body').where('school_id', '=', change.schoolId).where('group_id', 'in', ids).execute();
	return publicationsOfRounds(change, rows.map(({ body }) => parseBody<ReadAloudRound>(body)));
}

/** After names or consent changed, or who may hear of a round: it is held for the whole school, so there are few. */
export function roundsOfSchool(change: Change): Promise<Publication[]> {
	return roundsOfGroups(change, [schoolRound]);
}

/** Under every name they were recorded with. */
async function pupilsOfGroups({ tx, schoolId }: Change, groupIds: readonly GroupId[]): Promise<Map<string, PatronId[]>> {
	if (groupIds.length === 0) return new Map();
	const rows = await tx.selectFrom('class_pupil').select(['group_id', 'patron_id']).where('school_id', '=', schoolId).where('group_id', 'in', groupIds).execute();
	const survivors = await readSurvivors(tx, schoolId);
	const formerNames = Map.groupBy(survivors, ([, stays]) => stays);
	const namesOf = (id: PatronId) => [id, ...(formerNames.get(id) ?? []).map(([name]) => name)];
	return new Map([...Map.groupBy(rows, (row) => row.group_id)].map(([id, own]) => [id, own.flatMap((row) => namesOf(row.patron_id as PatronId))]));
}
