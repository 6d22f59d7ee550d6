import type { Lesson } from '#lib/domain/classroom/lesson.ts';
import { isHandedOut, type ClassPack } from '#lib/domain/programmes/class-pack.ts';
import type { Edition, EditionId, Strand } from '#lib/domain/programmes/edition.ts';
import { roundsReadIn, type ReadAloudRound, type RoundsRead } from '#lib/domain/programmes/read-aloud-round.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';
import { readSurvivors } from '../sync/aliases.ts';

/** What classes did together, and who was entered in which round. */
export interface ClassEvidence {
	/** Within the dates of the edition. */
	readonly lessonsOf: (edition: Pick<Edition, 'from' | 'to'>, groupIds: readonly string[]) => readonly Strand[];
	readonly hasPack: (edition: EditionId, groupIds: readonly string[]) => boolean;
	readonly roundsOf: (edition: EditionId, patron: PatronId) => RoundsRead;
}

/** @param groupIds the groups of the pupils that are looked at; rounds of the school come along */
export async function loadClassEvidence(tx: Tx, schoolId: SchoolId, groupIds: readonly string[]): Promise<ClassEvidence> {
	const packs = groupIds.length === 0 ? [] : await tx.selectFrom('class_pack').select('body').where('school_id', '=', schoolId).where('group_id', 'in', groupIds).execute();
	const handedOut = new Set(packs.map(({ body }) => parseBody<ClassPack>(body)).filter(isHandedOut).map((pack) => pack.id));
	const lessons = await lessonsHad(tx, schoolId, groupIds);
	const rounds = await tx.selectFrom('read_aloud_round').select('body').where('school_id', '=', schoolId).execute();
	const survivors = rounds.length === 0 ? new Map<PatronId, PatronId>() : await readSurvivors(tx, schoolId);
	const now = (id: PatronId): PatronId => survivors.get(id) ?? id;
	const ofEdition = Map.groupBy(rounds.map(({ body }) => parseBody<ReadAloudRound>(body)), ({ editionId }) => editionId);
	const read = new Map([...ofEdition].map(([id, rows]) => [id, roundsReadIn(rows, now)]));
	return {
		lessonsOf: ({ from, to }, groups) => lessons.filter(({ groupId, on }) => groups.includes(groupId) && from <= on && on <= to).map(({ strand }) => strand),
		hasPack: (edition, groups) => groups.some((group) => handedOut.has(`${edition}:${group}`)),
		roundsOf: (edition, patron) => read.get(edition)?.get(patron) ?? {}
	};
}

async function lessonsHad(tx: Tx, schoolId: SchoolId, groupIds: readonly string[]): Promise<Lesson[]> {
	if (groupIds.length === 0) return [];
	const rows = await tx.selectFrom('lesson').select('body').where('school_id', '=', schoolId).where('group_id', 'in', groupIds).where('active', '=', 1).orderBy('held_on').execute();
	return rows.map(({ body }) => parseBody<Lesson>(body));
}
