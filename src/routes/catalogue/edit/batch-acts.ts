import type { BatchedCopy, BatchedTitle } from '#lib/domain/catalogue/batch-edit.ts';
import { reverseEdit } from '#lib/domain/shared/record-edit.ts';

type Batch = { readonly titles: readonly BatchedTitle[]; readonly copies: readonly BatchedCopy[] };

/** One act a record: each is judged by itself, and together they are one group. */
export function batchActs({ titles, copies }: Batch) {
	return [
		...titles.map(({ title, edit }) => ({ type: 'edit-title' as const, input: { id: title.id, ...edit } })),
		...copies.map(({ copy, edit }) => ({ type: 'edit-copy' as const, input: { id: copy.id, ...edit } }))
	];
}

/** Takes a batch back; what somebody else has changed since stays theirs. */
export function undoOf({ titles, copies }: Batch): Batch {
	return {
		titles: titles.map(({ title, edit }) => ({ title, edit: reverseEdit(edit) })),
		copies: copies.map(({ copy, edit }) => ({ copy, edit: reverseEdit(edit) }))
	};
}
