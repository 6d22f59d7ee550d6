import { z } from 'zod';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import type { EditionId } from '#lib/domain/programmes/edition.ts';
import { emptyRound, leavesSchool, readAloudEntrySchema, readAloudRoundId, readAloudScoreSchema, roundChanged, schoolRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { idSchema, type GroupId, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { hasConsent, isTeaching, teachesPupil } from './pupil-access.ts';

/** What is said about a round, without who said it: the juror is the one who is signed in. */
const changeSchema = z.discriminatedUnion('part', [
	z.object({ part: z.literal('entry'), patronId: idSchema<PatronId>(), value: readAloudEntrySchema }),
	z.object({ part: z.literal('score'), patronId: idSchema<PatronId>(), value: readAloudScoreSchema }),
	z.object({ part: z.literal('winner'), value: idSchema<PatronId>().nullable() })
]);

/** G3: who reads what, what the jury gives, who won; in a class by its teacher, for the whole school by the desk. */
export const changeReadAloud = defineOperation({
	type: 'change-read-aloud',
	v: 1,
	nature: 'intention',
	schema: z.object({ editionId: idSchema<EditionId>(), roundId: z.string().max(60), groupId: idSchema<GroupId>(), change: changeSchema }),
	permits: (actor) => isDeskStaff(actor) || actor.roles.includes('teacher'),
	async load(store, { editionId, roundId, groupId, change }, context) {
		const byDesk = isDeskStaff(context.actor);
		const patronId = change.part === 'winner' ? change.value : change.patronId;
		return {
			edition: await store.edition(editionId),
			row: await store.readAloudRound(readAloudRoundId(editionId, roundId, groupId)),
			may: byDesk || (groupId !== schoolRound && (await isTeaching(store, groupId, context))),
			isOfGroup: patronId === null || (await isOfGroup(store, groupId, patronId, byDesk ? undefined : context)),
			consent: patronId !== null && (await hasConsent(store, editionId, patronId)),
			isEntered: (row: { entries: Record<string, unknown> }) => patronId === null || row.entries[patronId] !== undefined
		};
	},
	decide({ edition, row, may, isOfGroup, consent, isEntered }, { editionId, roundId, groupId, change }, { at, operationId, actor }) {
		if (!edition) return refused('unknownEdition');
		if (!may) return refused('notPermitted');
		const round = edition.rounds.find((each) => each.id === roundId);
		if (!round || (round.level === 'class') === (groupId === schoolRound)) return refused('unknownStep');
		if (edition.closed) return refused('editionClosed');
		const before = row ?? emptyRound(editionId, roundId, groupId);
		// A score or a title for somebody who has moved to another class meanwhile still stands.
		if (!isOfGroup && !isEntered(before)) return refused('unknownPatron');
		const isNamed = change.part === 'entry' && !change.value.withdrawn;
		if (isNamed && edition.consentNeeded && leavesSchool(round) && !consent) return refused('consentMissing');
		const said = change.part === 'score' ? { ...change, juror: actor.accountId } : change;
		return accepted([put('readAloudRound', roundChanged(before, said, at, operationId))]);
	}
});

/** @param teacher whose pupil it must be or have been; absent: a desk, which knows who sits where */
async function isOfGroup(store: FactStore, groupId: GroupId, patronId: PatronId, teacher: OperationContext | undefined): Promise<boolean> {
	if (groupId === schoolRound) return (await store.pupilId(patronId)) !== undefined;
	return (await store.isInGroup(groupId, patronId)) || (teacher !== undefined && (await teachesPupil(store, patronId, teacher, groupId)));
}
