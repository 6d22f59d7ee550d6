import { isHandedOut, type ClassPack } from '#lib/domain/programmes/class-pack.ts';
import type { EditionId, Strand } from '#lib/domain/programmes/edition.ts';
import type { ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';

/** What classes did together, and who was entered in which round. */
export interface ClassEvidence {
	readonly lessonsOf: (groupIds: readonly string[]) => readonly Strand[];
	readonly hasPack: (edition: EditionId, groupIds: readonly string[]) => boolean;
	readonly roundsOf: (edition: EditionId, patron: PatronId) => readonly string[];
}

/** @param groupIds the groups of the pupils that are looked at; rounds of the school come along */
export async function loadClassEvidence(tx: Tx, schoolId: SchoolId, groupIds: readonly string[]): Promise<ClassEvidence> {
	const packs = groupIds.length === 0 ? [] : await tx.selectFrom('class_pack').select('body').where('school_id', '=', schoolId).where('group_id', 'in', groupIds).execute();
	const handedOut = new Set(packs.map(({ body }) => parseBody<ClassPack>(body)).filter(isHandedOut).map((pack) => pack.id));
	const rounds = await tx.selectFrom('read_aloud_round').select('body').where('school_id', '=', schoolId).execute();
	const entered = Map.groupBy(rounds.flatMap(({ body }) => entriesOf(parseBody(body))), ({ key }) => key);
	return {
		lessonsOf: () => [],
		hasPack: (edition, groups) => groups.some((group) => handedOut.has(`${edition}:${group}`)),
		roundsOf: (edition, patron) => (entered.get(`${edition}:${patron}`) ?? []).map(({ roundId }) => roundId)
	};
}

function entriesOf({ editionId, roundId, entries }: ReadAloudRound): { key: string; roundId: string }[] {
	return Object.entries(entries)
		.filter(([, register]) => !register.value.withdrawn)
		.map(([patronId]) => ({ key: `${editionId}:${patronId}`, roundId }));
}
