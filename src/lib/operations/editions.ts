import { z } from 'zod';
import { editionFields, editionSchema, type Edition, type EditionField, type EditionId } from '#lib/domain/programmes/edition.ts';
import type { Actor } from '#lib/domain/people/role.ts';
import { idSchema } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';

/** Programmes are made by the media librarian or, for the school, by the library's consultant. */
const programmeStaff = ({ roles }: Actor): boolean => (['mediaLibrarian', 'administrator', 'consultant'] as const).some((role) => roles.includes(role));

/** G1: a new edition, from an example, from last year's or from nothing. Sent twice it is there once. */
export const addEdition = defineOperation({
	type: 'add-edition',
	v: 1,
	nature: 'intention',
	schema: z.object({ edition: editionSchema }),
	permits: programmeStaff,
	load: async (store, { edition }) => ({ known: await store.edition(edition.id) }),
	decide: ({ known }, { edition }) => accepted(known ? [] : [put('edition', edition)])
});

export const editEdition = defineOperation({
	type: 'edit-edition',
	v: 1,
	nature: 'intention',
	schema: editSchema<EditionId, Pick<Edition, EditionField>>(idSchema<EditionId>(), editionFields),
	permits: programmeStaff,
	load: async (store, { id }) => ({ edition: await store.edition(id) }),
	decide({ edition }, input) {
		if (!edition) return refused('unknownEdition');
		return decideEdit(
			{
				kind: 'edition',
				id: edition.id,
				fields: edition,
				assemble: (fields) => fields,
				schema: editionSchema,
				effects: (row) => [put('edition', row)]
			},
			input
		);
	}
});
