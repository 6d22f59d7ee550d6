import { z } from 'zod';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import type { EditionId } from '#lib/domain/programmes/edition.ts';
import { leavesSchool, readAloudRoundId, roundChanged, roundResults, schoolRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { idSchema, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { hasConsent } from './pupil-access.ts';

/** G3: how the school's reader fared in a round outside the school; said by the desk, or by the library of whoever it may know. */
export const setRoundResult = defineOperation({
	type: 'set-round-result',
	v: 1,
	nature: 'intention',
	schema: z.object({
		editionId: idSchema<EditionId>(),
		roundId: z.string().max(60),
		patronId: idSchema<PatronId>(),
		/** `null`: not known, after all. */
		result: z.enum(roundResults).nullable()
	}),
	permits: (actor) => isDeskStaff(actor) || actor.roles.includes('consultant'),
	async load(store, { editionId, roundId, patronId }, { actor }) {
		const row = await store.readAloudRound(readAloudRoundId(editionId, roundId, schoolRound));
		// The library's device holds a name where there is consent, and neither where there is none.
		const mayKnow = isDeskStaff(actor) || row?.names?.[patronId] !== undefined || (row?.entries[patronId] !== undefined && (await hasConsent(store, editionId, patronId)));
		return { edition: await store.edition(editionId), row, mayKnow };
	},
	decide({ edition, row, mayKnow }, { roundId, patronId, result }, { at, operationId }) {
		if (!edition) return refused('unknownEdition');
		const round = edition.rounds.find((each) => each.id === roundId);
		if (!round || !leavesSchool(round)) return refused('unknownStep');
		if (edition.closed) return refused('editionClosed');
		const entry = row?.entries[patronId]?.value;
		// Who is not entered and who may not be known are told apart to nobody outside.
		if (!row || !entry || entry.withdrawn || !mayKnow) return refused('unknownPatron');
		return accepted([put('readAloudRound', roundChanged(row, { part: 'result', patronId, value: result }, at, operationId))]);
	}
});
