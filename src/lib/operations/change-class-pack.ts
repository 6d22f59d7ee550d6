import { z } from 'zod';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { classPackId, packChanged, packParts } from '#lib/domain/programmes/class-pack.ts';
import type { EditionId } from '#lib/domain/programmes/edition.ts';
import { idSchema, type GroupId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { isTeaching } from './pupil-access.ts';

/** G6: so many gift books ordered for a class, received at school, handed out by the teacher. */
export const changeClassPack = defineOperation({
	type: 'change-class-pack',
	v: 1,
	nature: 'intention',
	schema: z.object({
		editionId: idSchema<EditionId>(),
		groupId: idSchema<GroupId>(),
		part: z.enum(packParts),
		value: z.number().int().min(0).max(2000)
	}),
	permits: (actor) => isDeskStaff(actor) || actor.roles.includes('teacher') || actor.roles.includes('consultant'),
	load: async (store, { editionId, groupId }, context) => ({
		edition: await store.edition(editionId),
		pack: await store.classPack(classPackId(editionId, groupId)),
		teaches: await isTeaching(store, groupId, context)
	}),
	decide({ edition, pack, teaches }, { editionId, groupId, part, value }, { at, operationId, actor }) {
		if (!edition) return refused('unknownEdition');
		if (!edition.packs) return refused('unknownStep');
		if (edition.closed) return refused('editionClosed');
		// A teacher orders nothing; the library's consultant hands nothing out.
		const may = isDeskStaff(actor) || (part === 'handedOut' ? teaches : actor.roles.includes('consultant'));
		if (!may) return refused('notPermitted');
		const before = pack ?? { id: classPackId(editionId, groupId), editionId, groupId };
		return accepted([put('classPack', packChanged(before, part, value, at, operationId))]);
	}
});
