import { copyFields, type CopyField } from '#lib/domain/catalogue/editable-fields.ts';
import { copySchema, type Copy } from '#lib/domain/catalogue/title.ts';
import type { CopyState } from '#lib/domain/circulation/loan.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
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
		state: change.status === 'lost' ? await store.copyState(id) : undefined,
		labelled: typeof change.barcode === 'string' ? await store.copyByBarcode(change.barcode) : undefined,
		title: typeof change.titleId === 'string' ? await store.title(change.titleId) : undefined
	}),
	decide({ school, copy, state, labelled, title }, input, context) {
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
			state && wasSeenSince(state, context.at) ? { ...input, base: { ...input.base, status: 'lost' } } : input
		);
	}
});

/** Lent or brought back after this was said: whoever called it lost did not know that, so it clashes and the copy stays found. */
function wasSeenSince({ open, lastClosed }: CopyState, at: Instant): boolean {
	const returnedAt = lastClosed?.ending === 'returned' ? lastClosed.returnedAt : 0;
	return Math.max(open?.lentAt ?? 0, lastClosed?.lentAt ?? 0, returnedAt) > at;
}

function inCollection({ withdrawnFor: _withdrawnFor, ...copy }: Copy): Copy {
	return copy;
}
