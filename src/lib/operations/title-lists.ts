import { z } from 'zod';
import { isDeskStaff, type Actor } from '#lib/domain/people/role.ts';
import { teacherIdOf } from '#lib/domain/people/teaching.ts';
import { entrySet, linesOf, mostListed, titleListFields, titleListSchema, type TitleList, type TitleListField } from '#lib/domain/reading/title-list.ts';
import { laterOf } from '#lib/domain/shared/register.ts';
import { idSchema, type GroupId, type TitleId, type TitleListId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type OperationContext } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import type { FactStore } from './fact-store.ts';
import { isTeaching } from './pupil-access.ts';

const makesLists = (actor: Actor): boolean => isDeskStaff(actor) || actor.roles.includes('teacher');

/** D5: a list of titles begins. Sent twice it is there once. */
export const addTitleList = defineOperation({
	type: 'add-title-list',
	v: 1,
	nature: 'intention',
	schema: titleListSchema.omit({ entries: true, withdrawn: true, makerId: true }),
	permits: makesLists,
	load: async (store, { id, groupIds }, context) => ({ known: await store.titleList(id), foreign: await isForeign(store, groupIds, context) }),
	decide({ known, foreign }, input, { actor }) {
		if (foreign) return refused('notYourGroup');
		return accepted(known ? [] : [put('titleList', { ...input, makerId: teacherIdOf(actor), entries: {} })]);
	}
});

export const editTitleList = defineOperation({
	type: 'edit-title-list',
	v: 1,
	nature: 'intention',
	schema: editSchema<TitleListId, Pick<TitleList, TitleListField>>(idSchema<TitleListId>(), titleListFields),
	permits: makesLists,
	async load(store, { id, change }, context) {
		const groups = Array.isArray(change.groupIds) ? change.groupIds : [];
		return { ...(await loadOwn(store, id, context)), foreign: await isForeign(store, groups, context) };
	},
	decide({ list, own, foreign }, input) {
		if (!list) return refused('unknownTitleList');
		if (!own) return refused('notYourList');
		if (foreign) return refused('notYourGroup');
		return decideEdit({ kind: 'titleList', id: list.id, fields: list, assemble: (fields) => fields, schema: titleListSchema, effects: (row) => [put('titleList', row)] }, input);
	}
});

const change = z.discriminatedUnion('part', [
	/** Put on the list, moved, or said something of. */
	z.object({ part: z.literal('entry'), titleId: idSchema<TitleId>(), place: z.number().finite(), line: z.string().trim().max(160).optional() }),
	z.object({ part: z.literal('takenOff'), titleId: idSchema<TitleId>() }),
	z.object({ part: z.literal('withdrawn'), value: z.boolean() })
]);

/** One title of a list, or whether the list is shown at all. The later change of each stands, whatever the order of arrival. */
export const changeTitleList = defineOperation({
	type: 'change-title-list',
	v: 1,
	nature: 'intention',
	schema: z.object({ id: idSchema<TitleListId>(), change }),
	permits: makesLists,
	load: async (store, input, context) => ({
		...(await loadOwn(store, input.id, context)),
		title: input.change.part === 'entry' ? await store.title(input.change.titleId) : undefined
	}),
	decide({ list, own, title }, input, { at, operationId: by }) {
		if (!list) return refused('unknownTitleList');
		if (!own) return refused('notYourList');
		if (input.change.part === 'withdrawn') return accepted([put('titleList', { ...list, withdrawn: laterOf(list.withdrawn, { value: input.change.value, at, by }) })]);
		if (input.change.part === 'takenOff') return accepted([put('titleList', entrySet(list, input.change.titleId, { value: null, at, by }))]);
		if (!title) return refused('unknownTitle');
		const { place, line } = input.change;
		const isNew = !list.entries[title.id]?.value;
		if (isNew && linesOf(list).length >= mostListed) return refused('listFull', { most: mostListed });
		return accepted([put('titleList', entrySet(list, title.id, { value: { place, ...(line && { line }) }, at, by }))]);
	}
});

/** A desk keeps every list; a teacher the own ones. */
async function loadOwn(store: FactStore, id: TitleListId, { actor }: OperationContext) {
	const list = await store.titleList(id);
	const own = list !== undefined && (isDeskStaff(actor) || list.makerId === teacherIdOf(actor) || list.makerId === actor.formerPatronId);
	return { list, own };
}

/** Whether one of these groups is not for this person to address. */
async function isForeign(store: FactStore, groupIds: readonly GroupId[], context: OperationContext): Promise<boolean> {
	if (isDeskStaff(context.actor)) return false;
	for (const groupId of groupIds) if (!(await isTeaching(store, groupId, context))) return true;
	return false;
}
