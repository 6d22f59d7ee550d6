import { reviewId, reviewState, type Review, type ShownReview } from '#lib/domain/reading/review.ts';
import type { PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import type { Records } from './records.ts';
import { namesOfTitle } from './view-facts.ts';

/** What pages ask about reviews. */
export class ReviewQueries {
	readonly #records: Records;

	constructor(records: Records) {
		this.#records = records;
	}

	/** What others may read of a title, and of those that were merged into it; a reader's own stands apart. */
	shown(titleId: TitleId, own?: Review): ShownReview[] {
		const names = namesOfTitle(this.#records, titleId);
		return names.flatMap((name) => this.#records.find('reviewsOfTitle', name)).filter(({ id }) => id !== own?.shownAs);
	}

	/** What a reader says of a title under whatever name, the latest words first; one that was taken back only if there is no other. */
	own(titleId: TitleId, patronId: PatronId): Review | undefined {
		const written = namesOfTitle(this.#records, titleId).flatMap((name) => this.#records.get('review', reviewId(name, patronId)) ?? []);
		const standing = written.filter((review) => reviewState(review) !== 'takenBack');
		return (standing.length > 0 ? standing : written).toSorted((a, b) => b.text.at - a.text.at)[0];
	}

	/** At a desk: those that nobody has judged as they are now, oldest first. */
	waiting(): Review[] {
		return [...this.#records.all('review')].filter((review) => reviewState(review) === 'waiting').toSorted((a, b) => a.text.at - b.text.at);
	}
}
