import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judged, reviewId, reviewState, reworded, shownReviewOf, smallestReviewLayer, type Review, type ShownReviewId } from '#lib/domain/reading/review.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { patronId } from '../../builders/domain.ts';

const [titleId, writer] = ['title-1' as TitleId, patronId('patron-1')];
const nothing = { id: reviewId(titleId, writer), patronId: writer, titleId, shownAs: 'shown-1' as ShownReviewId };
const shown = (review: Review, of: string, at: number) => judged(review, { status: 'shown', of, reason: '' }, at, `desk:${at}`);

describe('a review', () => {
	const written = reworded(nothing, 'Spannend!', 1, 'phone:1');

	it('waits until it is judged, and waits again when its words are changed', () => {
		expect(reviewState(written)).toBe('waiting');
		const approved = shown(written, 'phone:1', 2);
		expect(reviewState(approved)).toBe('shown');
		expect(reviewState(reworded(approved, 'Saai!', 3, 'phone:2'))).toBe('waiting');
		expect(reviewState(reworded(approved, '', 3, 'phone:2'))).toBe('takenBack');
		expect(reviewState(judged(written, { status: 'refused', of: 'phone:1', reason: 'Een naam' }, 2, 'desk:1'))).toBe('refused');
	});

	it('that was changed while a desk judged the words of before is not shown by that', () => {
		const changed = reworded(written, 'Mevrouw X is stom', 2, 'phone:2');
		expect(shownReviewOf(shown(changed, 'phone:1', 3), undefined)).toBeUndefined();
	});

	it('is shown without a writer, and with a year only where many sit in it', () => {
		const approved = shown(written, 'phone:1', 2);
		const told = (pupils: number) => shownReviewOf(approved, { yearLayer: 2, pupils });
		expect(told(smallestReviewLayer)).toEqual({ id: 'shown-1', titleId, text: 'Spannend!', yearLayer: 2 });
		expect(told(smallestReviewLayer - 1)).toEqual({ id: 'shown-1', titleId, text: 'Spannend!' });
		expect(JSON.stringify(told(500))).not.toContain(writer);
	});

	it('comes to the same on every device, in whatever order words and verdicts arrive', () => {
		const acts = [
			(review: Review) => reworded(review, 'Een', 2, 'phone:2'),
			(review: Review) => reworded(review, 'Twee', 3, 'other:1'),
			(review: Review) => shown(review, 'phone:2', 4),
			(review: Review) => judged(review, { status: 'refused' as const, of: 'other:1', reason: 'Nee' }, 5, 'desk:5')
		];
		const inOrder = acts.reduce((review, act) => act(review), written);
		fc.assert(
			fc.property(fc.shuffledSubarray(acts, { minLength: acts.length }), (shuffled) => {
				expect(shuffled.reduce((review, act) => act(review), written)).toEqual(inOrder);
			})
		);
	});
});
