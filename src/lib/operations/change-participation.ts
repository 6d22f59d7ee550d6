import { z } from 'zod';
import type { Edition, EditionId } from '#lib/domain/programmes/edition.ts';
import { changed, emptyParticipation, participationId, type ParticipationChange } from '#lib/domain/programmes/participation.ts';
import { idSchema, type GroupId, type PatronId, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type RefusalCode } from './definition.ts';
import { capacityFor, type Capacity } from './pupil-access.ts';

const key = z.string().min(1).max(240);
const changeSchema: z.ZodType<ParticipationChange> = z.discriminatedUnion('part', [
	z.object({ part: z.enum(['takesPart', 'consent']), value: z.boolean() }),
	z.object({ part: z.literal('target'), value: z.number().int().min(1).max(200) }),
	z.object({ part: z.literal('votes'), value: z.array(idSchema<TitleId>()).max(200) }),
	z.object({ part: z.enum(['ticks', 'keptOut', 'chosen']), key, value: z.boolean() }),
	z.object({ part: z.literal('answers'), key, value: z.string().max(2000) })
]);

/** One thing about one pupil in one edition: joins, agrees a number, votes, ticks a step, answers, keeps a reading out, chooses a title. */
export const changeParticipation = defineOperation({
	type: 'change-participation',
	v: 1,
	nature: 'intention',
	schema: z.object({
		editionId: idSchema<EditionId>(),
		patronId: idSchema<PatronId>(),
		/** The group a teacher acts for. */
		groupId: idSchema<GroupId>().optional(),
		change: changeSchema
	}),
	permits: () => true,
	async load(store, { editionId, patronId, groupId }, context) {
		const id = await store.pupilId(patronId);
		return {
			edition: await store.edition(editionId),
			patronId: id,
			participation: id && (await store.participation(participationId(editionId, id))),
			capacity: id ? await capacityFor(store, id, groupId, context) : 'none'
		};
	},
	decide({ edition, patronId, participation, capacity }, { editionId, change }, { actor, at, operationId, today }) {
		if (!edition) return refused('unknownEdition');
		if (!patronId) return refused('unknownPatron');
		if (capacity === 'none' && actor.roles.includes('teacher')) return refused('notYourPupil');
		if (!maySay(capacity, change, edition)) return refused('notPermitted');
		const refusal = refusalOf(edition, change, today);
		if (refusal) return refused(refusal);
		const row = changed(participation ?? emptyParticipation(editionId, patronId), change, at, operationId);
		return accepted([put('participation', row)]);
	}
});

/** What is the pupil's own stays the pupil's own; consent is written down by somebody who saw it given. */
function maySay(capacity: Capacity, change: ParticipationChange, edition: Edition): boolean {
	if (capacity === 'none') return false;
	switch (change.part) {
		case 'votes':
		case 'answers':
		case 'keptOut':
		case 'chosen':
			return capacity === 'self';
		case 'consent':
			return capacity !== 'self';
		// A sheet is ticked when it is handed in, and only its writer hands it in.
		case 'ticks': {
			const rule = edition.steps.find((step) => step.id === change.key)?.rule;
			if (rule?.type === 'sheet') return capacity === 'self';
			return capacity !== 'self' || (rule?.type === 'tick' && rule.by === 'pupil');
		}
		default:
			return true;
	}
}

function refusalOf(edition: Edition, change: ParticipationChange, today: string): RefusalCode | undefined {
	if (edition.closed) return 'editionClosed';
	switch (change.part) {
		case 'target':
			return edition.target?.adjustable ? undefined : 'targetIsFixed';
		case 'ticks':
			return edition.steps.some((step) => step.id === change.key && (step.rule.type === 'tick' || step.rule.type === 'sheet')) ? undefined : 'unknownStep';
		case 'answers':
			return edition.steps.some(({ rule }) => rule.type === 'sheet' && rule.questions.some(({ id }) => id === change.key)) ? undefined : 'unknownStep';
		case 'chosen':
			return edition.chooser ? undefined : 'unknownStep';
		case 'votes': {
			if (!edition.vote || today < edition.vote.from || today > edition.vote.to) return 'voteNotOpen';
			return new Set(change.value).size !== change.value.length || change.value.length > edition.vote.maximum ? 'tooManyVotes' : undefined;
		}
		default:
			return undefined;
	}
}
