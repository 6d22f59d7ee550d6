import { patronFields, type PatronField } from '#lib/domain/people/editable-fields.ts';
import { patronSchema, type Patron } from '#lib/domain/people/patron.ts';
import { idSchema, type PatronId } from '#lib/domain/shared/ids.ts';
import { defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import { deskOnly } from './permissions.ts';

export const editPatron = defineOperation({
	type: 'edit-patron',
	v: 1,
	nature: 'intention',
	schema: editSchema<PatronId, Pick<Patron, PatronField>>(idSchema<PatronId>(), patronFields),
	permits: deskOnly,
	load: async (store, { id, change }) => ({
		patron: await store.patron(id),
		homeClass: change.homeClassId ? await store.homeClass(change.homeClassId) : undefined
	}),
	decide({ patron, homeClass }, input) {
		if (!patron) return refused('unknownPatron');
		return decideEdit(
			{
				kind: 'patron',
				id: patron.id,
				fields: patron,
				assemble: (fields) => fields,
				schema: patronSchema,
				effects(row, changed) {
					if (changed.includes('homeClassId') && row.homeClassId && !homeClass) return refused('unknownHomeClass');
					return [put('patron', row)];
				}
			},
			input
		);
	}
});
