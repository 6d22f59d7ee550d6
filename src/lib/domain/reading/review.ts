import { z } from 'zod';
import { idSchema, type Id, type PatronId, type TitleId } from '../shared/ids.ts';
import { laterOf, registerSchema } from '../shared/register.ts';

export type ReviewId = Id<'review'>;
export type ShownReviewId = Id<'shownReview'>;

/** A few sentences: what a reader says of a title to the next one. */
export const longestReview = 600;
export const longestReviewReason = 300;

const verdictSchema = z.object({
	status: z.enum(['shown', 'refused']),
	/** The wording that was judged, by the operation that wrote it: a changed text waits again. */
	of: z.string().min(1).max(240),
	/** What the writer is told of a refusal. */
	reason: z.string().max(longestReviewReason)
});

/** What one patron says of one title. Two phones of one pupil come to the same row in any order. */
export const reviewSchema = z.object({
	/** `reviewId` of the two. */
	id: idSchema<ReviewId>(),
	patronId: idSchema<PatronId>(),
	titleId: idSchema<TitleId>(),
	/** What others know it by: drawn by chance, so that it leads to nobody. */
	shownAs: idSchema<ShownReviewId>(),
	/** Empty: taken back. */
	text: registerSchema(z.string().max(longestReview)),
	verdict: registerSchema(verdictSchema).optional()
});
export type Review = z.infer<typeof reviewSchema>;
export type ReviewVerdict = z.infer<typeof verdictSchema>;

/** A review as everybody at school may read it: no name, no class. */
export interface ShownReview {
	readonly id: ShownReviewId;
	readonly titleId: TitleId;
	readonly text: string;
	/** Absent: not a pupil, or too few pupils in that year to be one of many. */
	readonly yearLayer?: number | undefined;
}

/** Fewer pupils in a year than this, and the year alone would point at somebody. */
export const smallestReviewLayer = 10;

export function reviewId(titleId: TitleId, patronId: PatronId): ReviewId {
	return `${titleId}.${patronId}` as ReviewId;
}

export const reviewStates = ['takenBack', 'waiting', 'shown', 'refused'] as const;
export type ReviewState = (typeof reviewStates)[number];

export function reviewState({ text, verdict }: Review): ReviewState {
	if (text.value === '') return 'takenBack';
	return verdict?.value.of === text.by ? verdict.value.status : 'waiting';
}

/** `review` with the words laid in, unless something later stands there. */
export function reworded(review: Omit<Review, 'text'> & { readonly text?: Review['text'] }, value: string, at: number, by: string): Review {
	const text = { value, at, by };
	return { ...review, text: laterOf(review.text, text) ?? text };
}

/** Of two who judge at once the later stands. */
export function judged(review: Review, value: ReviewVerdict, at: number, by: string): Review {
	return { ...review, verdict: laterOf(review.verdict, { value, at, by }) };
}

/** What others see of it; `undefined` unless it was found fit to be shown. */
export function shownReviewOf(review: Review, layer: { readonly yearLayer: number; readonly pupils: number } | undefined): ShownReview | undefined {
	if (reviewState(review) !== 'shown') return undefined;
	const { shownAs: id, titleId, text } = review;
	return { id, titleId, text: text.value, ...(layer && layer.pupils >= smallestReviewLayer && { yearLayer: layer.yearLayer }) };
}
