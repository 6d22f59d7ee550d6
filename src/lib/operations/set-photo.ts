import { z } from 'zod';
import { pictureSchema } from '#lib/domain/people/photo.ts';
import { idSchema, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { deskOnly } from './permissions.ts';

const schema = z.union([
	z.object({
		patronId: idSchema<PatronId>(),
		picture: pictureSchema,
		/** Who added it says that the pupil, or a parent, agreed. */
		consent: z.literal(true)
	}),
	z.object({ patronId: idSchema<PatronId>(), picture: z.null() })
]);

/** P9: a photo for the desk, or none any more. The last word in time counts, in whatever order two desks send theirs. */
export const setPhoto = defineOperation({
	type: 'set-photo',
	v: 1,
	nature: 'intention',
	schema,
	permits: deskOnly,
	load: async (store, input) => {
		const patron = await store.patron(input.patronId);
		return { patron, before: patron && (await store.photo(patron.id)) };
	},
	decide({ patron, before }, { picture }, { at }) {
		if (!patron) return refused('unknownPatron');
		return accepted(before && before.at > at ? [] : [put('photo', { id: patron.id, picture, at })]);
	},
	// A photo that was replaced or taken away is gone; the trail says that there was one.
	kept: ({ picture: _picture, ...rest }) => rest
});
