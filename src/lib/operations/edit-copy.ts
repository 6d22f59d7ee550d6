import { copyFields, type CopyField } from '#lib/domain/catalogue/editable-fields.ts';
import { copySchema, type Copy } from '#lib/domain/catalogue/title.ts';
import { idSchema, type CopyId } from '#lib/domain/shared/ids.ts';
import { defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import { deskOnly } from './permissions.ts';

/** A copy leaves the collection by `withdraw-copy`, which also looks at loans and holds; an edit brings it back. */
export const editCopy = defineOperation({
	type: 'edit-copy',
	v: 1,
	nature: 'intention',
	schema: editSchema<CopyId, Pick<Copy, CopyField>>(idSchema<CopyId>(), copyFields),
	permits: deskOnly,
	load: async (store, { id, change }) => ({
		school: await store.school(),
		copy: await store.copy(id),
		labelled: typeof change.barcode === 'string' ? await store.copyByBarcode(change.barcode) : undefined,
		title: typeof change.titleId === 'string' ? await store.title(change.titleId) : undefined
	}),
	decide({ school, copy, labelled, title }, input) {
		if (!copy) return refused('unknownCopy');
		if (input.change.status === 'withdrawn') return refused('invalidPayload', { path: 'status' });
		return decideEdit(
			{
				kind: 'copy',
				id: copy.id,
				fields: copy,
				assemble: (fields) => fields,
				schema: copySchema,
				effects(row, changed) {
					const moved = changed.includes('locationId') && row.locationId !== undefined;
					if (changed.includes('titleId') && !title) return refused('unknownTitle');
					if (changed.includes('barcode') && labelled && labelled.id !== copy.id) return refused('barcodeTaken', { copyId: labelled.id });
					if (moved && !school.locations.some(({ id }) => id === row.locationId)) return refused('invalidPayload', { path: 'locationId' });
					const placed = changed.includes('titleId') && title ? { ...row, titleId: title.id } : row;
					return [put('copy', changed.includes('status') ? inCollection(placed) : placed)];
				}
			},
			input
		);
	}
});

function inCollection({ withdrawnFor: _withdrawnFor, ...copy }: Copy): Copy {
	return copy;
}
