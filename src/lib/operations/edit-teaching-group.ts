import { teachingGroupFields, type TeachingGroupField } from '#lib/domain/people/editable-fields.ts';
import { teachingGroupSchema, type TeachingGroup } from '#lib/domain/people/teaching.ts';
import { idSchema, type TeachingGroupId } from '#lib/domain/shared/ids.ts';
import { defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import { deskOnly } from './permissions.ts';

export const editTeachingGroup = defineOperation({
	type: 'edit-teaching-group',
	v: 1,
	nature: 'intention',
	schema: editSchema<TeachingGroupId, Pick<TeachingGroup, TeachingGroupField>>(idSchema<TeachingGroupId>(), teachingGroupFields),
	permits: deskOnly,
	load: async (store, input) => ({ group: await store.teachingGroup(input.id) }),
	decide({ group }, input) {
		if (!group) return refused('unknownTeachingGroup');
		return decideEdit(
			{
				kind: 'teachingGroup',
				id: group.id,
				fields: group,
				assemble: (fields) => fields,
				schema: teachingGroupSchema,
				effects: (row) => [put('teachingGroup', row)]
			},
			input
		);
	}
});
