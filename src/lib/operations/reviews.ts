import { z } from 'zod';
import { judged, longestReview, longestReviewReason, reviewId, reworded, type ReviewId, type ShownReviewId } from '#lib/domain/reading/review.ts';
import { idSchema, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { deskOnly, patronOnly } from './permissions.ts';

/** A patron says what it thinks of a title, says it otherwise, or takes it back (an empty text). It is read before others see it. */
export const writeReview = defineOperation({
	type: 'write-review',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ titleId: idSchema<TitleId>(), shownAs: idSchema<ShownReviewId>(), text: z.string().trim().max(longestReview) }),
	permits: patronOnly,
	async load(store, { titleId }, { actor }) {
		const writer = (actor.patronId && (await store.patron(actor.patronId))) || undefined;
		const title = await store.title(titleId);
		// What was said of a title before it was merged stays under its name, so that a merge taken back has nothing to undo.
		const known = writer && title && ((await store.review(reviewId(titleId, writer.id))) ?? (await store.review(reviewId(title.id, writer.id))));
		return { writer, title, known };
	},
	decide({ writer, title, known }, { shownAs, text }, { at, operationId }) {
		if (!writer) return refused('unknownPatron');
		if (!title) return refused('unknownTitle');
		if (!known && text === '') return accepted([]);
		const review = known ?? { id: reviewId(title.id, writer.id), patronId: writer.id, titleId: title.id, shownAs };
		return accepted([put('review', reworded(review, text, at, operationId))]);
	}
});

/** A media librarian lets others read it, or does not and says why. */
export const judgeReview = defineOperation({
	type: 'judge-review',
	v: 1,
	nature: 'intention',
	rowsOnly: true,
	schema: z
		.object({
			reviewId: idSchema<ReviewId>(),
			status: z.enum(['shown', 'refused']),
			of: z.string().min(1).max(240),
			reason: z.string().trim().max(longestReviewReason)
		})
		.refine(({ status, reason }) => status === 'shown' || reason !== '', { path: ['reason'] }),
	permits: deskOnly,
	load: (store, input) => Promise.resolve(store.review(input.reviewId)),
	decide(review, { status, of, reason }, { at, operationId }) {
		if (!review) return refused('unknownReview');
		return accepted([put('review', judged(review, { status, of, reason }, at, operationId))]);
	}
});
