import { reviewId, reviewState, type Review, type ShownReview } from '#lib/domain/reading/review.ts';
import type { PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import type { Records } from './records.ts';

/** What pages ask about reviews. */
export class ReviewQueries {
	readonly #records: Records;

	constructor(records: Records) {
		this.#records = records;
	}

	/** What others may read of a title; a reader's own stands apart. */
	shown(titleId: TitleId, own?: Review): ShownReview[] {
		return this.#records.find('reviewsOfTitle', titleId).filter(({ id }) => id !== own?.shownAs);
	}

	own(titleId: TitleId, patronId: PatronId): Review | undefined {
		return this.#records.get('review', reviewId(titleId, patronId));
	}

	/** At a desk: those that nobody has judged as they are now, oldest first. */
	waiting(): Review[] {
		return [...this.#records.all('review')].filter((review) => reviewState(review) === 'waiting').toSorted((a, b) => a.text.at - b.text.at);
	}
}
