import type { Edition, EditionId } from './edition.ts';
import { answered, type ReadCounts } from './evaluate.ts';
import { emptyParticipation, sharedPart, type Participation } from './participation.ts';
import type { RoundsRead } from './read-aloud-round.ts';
import type { PatronId } from '../shared/ids.ts';
import { keysThatAre } from '../shared/register.ts';

/** One pupil in one edition as the pupil's teachers have it: enough to say how far, not what was read. */
export interface ClassPupilProgramme {
	readonly participation: Participation;
	readonly counts: ReadCounts;
	readonly votes: number;
	/** Answers on the sheet, whether or not it was handed in. */
	readonly answers: number;
	/** Titles chosen with the book chooser; absent in rows of before. */
	readonly chosen?: number | undefined;
	readonly readingListComplete: boolean;
	/** Also those outside the class, which its teachers do not hold; absent in rows of before, and without any. */
	readonly rounds?: RoundsRead | undefined;
}

/** By edition; only those the pupil is invited to. */
export type ClassPupilProgrammes = Readonly<Record<EditionId, ClassPupilProgramme>>;

export function classPupilProgramme(
	edition: Edition,
	patronId: PatronId,
	participation: Participation | undefined,
	{ counts, rounds, readingListComplete }: { counts: ReadCounts; rounds: RoundsRead; readingListComplete: boolean }
): ClassPupilProgramme {
	const row = participation ?? emptyParticipation(edition.id, patronId);
	const answers = edition.steps.reduce((sum, { rule }) => sum + (rule.type === 'sheet' ? answered(rule, row) : 0), 0);
	const chosen = keysThatAre(row.chosen).length;
	const votes = row.votes?.value.length ?? 0;
	const readsAloud = Object.keys(rounds).length > 0;
	return { participation: sharedPart(edition, row), counts, votes, answers, ...(chosen > 0 && { chosen }), readingListComplete, ...(readsAloud && { rounds }) };
}
