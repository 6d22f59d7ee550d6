import { z } from 'zod';
import { groupPlaceId, teachingGroupSchema, type GroupPlace } from '#lib/domain/people/teaching.ts';
import { idSchema, type PatronId, type TeachingGroupId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { deskOnly } from './permissions.ts';

export const addTeachingGroup = defineOperation({
	type: 'add-teaching-group',
	v: 1,
	nature: 'intention',
	schema: z.object({ group: teachingGroupSchema }),
	permits: deskOnly,
	load: async (store, { group }) => ({ known: await store.teachingGroup(group.id) }),
	// Ids are never reused: what is known already may have been changed by others since.
	decide: ({ known }, { group }) => accepted(known ? [] : [put('teachingGroup', group)])
});

/** More than any class counts, and few enough for one push. */
const pupilsAtOnce = 400;
const pupilsOfGroup = z.object({ groupId: idSchema<TeachingGroupId>(), patronIds: z.array(idSchema<PatronId>()).min(1).max(pupilsAtOnce) });
type PupilsOfGroup = z.infer<typeof pupilsOfGroup>;

export const joinTeachingGroup = defineOperation({
	type: 'join-teaching-group',
	v: 1,
	nature: 'intention',
	schema: pupilsOfGroup,
	permits: deskOnly,
	load: loadPlaces,
	decide({ group, places }, _input, context) {
		if (!group) return refused('unknownTeachingGroup');
		if (places.some(({ patron }) => !patron)) return refused('unknownPatron');
		return placed(places, true, context);
	}
});

export const leaveTeachingGroup = defineOperation({
	type: 'leave-teaching-group',
	v: 1,
	nature: 'intention',
	schema: pupilsOfGroup,
	permits: deskOnly,
	load: loadPlaces,
	decide: ({ places }, _input, context) => placed(places.filter(({ before }) => before), false, context)
});

interface Place {
	readonly groupId: TeachingGroupId;
	readonly patronId: PatronId;
	readonly patron: object | undefined;
	readonly before: GroupPlace | undefined;
}

async function loadPlaces(store: FactStore, { groupId, patronIds }: PupilsOfGroup) {
	const places: Place[] = [];
	for (const asked of patronIds) {
		const patron = await store.patron(asked);
		const patronId = patron?.id ?? asked;
		places.push({ groupId, patronId, patron, before: await store.groupPlace(groupPlaceId(groupId, patronId)) });
	}
	return { group: await store.teachingGroup(groupId), places };
}

/** The last word in time counts, in whatever order two desks send theirs. */
function placed(places: readonly Place[], active: boolean, { at }: OperationContext) {
	const changing = places.filter(({ before }) => !before || (before.at <= at && before.active !== active));
	return accepted(changing.map(({ groupId, patronId }) => put('groupPlace', { id: groupPlaceId(groupId, patronId), groupId, patronId, active, at })));
}
