import { titleFields, type TitleField } from '#lib/domain/catalogue/editable-fields.ts';
import { titleSchema, type Title } from '#lib/domain/catalogue/title.ts';
import { idSchema, type TitleId } from '#lib/domain/shared/ids.ts';
import { defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import { deskOnly } from './permissions.ts';

export const editTitle = defineOperation({
	type: 'edit-title',
	v: 1,
	nature: 'intention',
	schema: editSchema<TitleId, Pick<Title, TitleField>>(idSchema<TitleId>(), titleFields),
	permits: deskOnly,
	load: async (store, input) => ({ title: await store.title(input.id) }),
	decide({ title }, input) {
		if (!title) return refused('unknownTitle');
		return decideEdit(
			{
				kind: 'title',
				id: title.id,
				fields: title,
				assemble: (fields) => fields,
				schema: titleSchema,
				effects: (row) => [put('title', row)]
			},
			input
		);
	}
});
