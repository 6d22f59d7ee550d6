import { homeClassFields, type HomeClassField } from '#lib/domain/people/editable-fields.ts';
import { homeClassSchema, type HomeClass } from '#lib/domain/people/patron.ts';
import { idSchema, type HomeClassId } from '#lib/domain/shared/ids.ts';
import { defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import { deskOnly } from './permissions.ts';

export const editHomeClass = defineOperation({
	type: 'edit-home-class',
	v: 1,
	nature: 'intention',
	schema: editSchema<HomeClassId, Pick<HomeClass, HomeClassField>>(idSchema<HomeClassId>(), homeClassFields),
	permits: deskOnly,
	load: async (store, input) => ({ homeClass: await store.homeClass(input.id) }),
	decide({ homeClass }, input) {
		if (!homeClass) return refused('unknownHomeClass');
		return decideEdit(
			{
				kind: 'homeClass',
				id: homeClass.id,
				fields: homeClass,
				assemble: (fields) => fields,
				schema: homeClassSchema,
				effects: (row) => [put('homeClass', row)]
			},
			input
		);
	}
});
