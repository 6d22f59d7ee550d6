import { z } from 'zod';
import { copySchema, titleSchema } from '#lib/domain/catalogue/title.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { deskOnly } from './permissions.ts';

/** An unknown barcode at the desk: linked to a known title, or quickly added with a new one. */
export const addCopy = defineOperation({
	type: 'add-copy',
	v: 1,
	nature: 'fact',
	schema: z.object({
		copy: copySchema,
		/** Only when the title is new too. */
		title: titleSchema.optional(),
		/** Filled in at leisure: nothing is left to complete. Absent: registered at a desk in a hurry. */
		complete: z.literal(true).optional()
	}),
	permits: deskOnly,
	load: async (store, input) => ({
		title: await store.title(input.copy.titleId),
		own: await store.copy(input.copy.id),
		known: await store.copyByBarcode(input.copy.barcode)
	}),
	decide({ title, own, known }, input, context) {
		// Ids are never reused: it stands already, perhaps changed by others since.
		if (own) return accepted([]);
		if (known) {
			if (context.stage === 'asking') return refused('barcodeTaken', { copyId: known.id });
			// Two desks met the same unknown label: one copy, and what was done with the second leads to it.
			return accepted([{ type: 'alias', kind: 'copy', from: input.copy.id, to: known.id }], [], ['mergedWithKnownCopy']);
		}
		const effects: Effect[] = [];
		if (!title) {
			if (!input.title || input.title.id !== input.copy.titleId) return refused('unknownTitle');
			effects.push(put('title', input.title));
		}
		const copy = { ...input.copy, titleId: title?.id ?? input.copy.titleId };
		effects.push(put('copy', input.complete ? copy : { ...copy, provisional: true }));
		return accepted(effects);
	}
});
