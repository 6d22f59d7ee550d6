import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { reviewState, shownReviewOf, type Review } from '#lib/domain/reading/review.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** What everybody at school may read of these reviews now; those that may not be read are taken away. */
export async function shownReviewsOf(change: Change, reviews: readonly Review[]): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const review of reviews) {
		const layer = reviewState(review) === 'shown' ? await layerOf(change, review) : undefined;
		const shown = shownReviewOf(review, layer);
		publications.push({ kind: 'shownReview', id: review.shownAs, audience: shown ? visible('shownReview', shown, change) : new Map() });
	}
	return publications;
}

/** Takes reviews away from everybody: their rows are about to go. */
export async function takeAwayShown({ tx, schoolId }: Change, ids: readonly string[]): Promise<Publication[]> {
	const rows = await tx.selectFrom('review').select('body').where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	return rows.map(({ body }) => ({ kind: 'shownReview', id: parseBody<Review>(body).shownAs, audience: new Map() }));
}

/** The year in which the writer sits now, with how many pupils sit there. */
async function layerOf({ tx, schoolId }: Change, { patronId }: Review): Promise<{ yearLayer: number; pupils: number } | undefined> {
	const writer = await tx.selectFrom('patron').select(['home_class_id', 'body']).where('school_id', '=', schoolId).where('id', '=', patronId).executeTakeFirst();
	if (!writer?.home_class_id || parseBody<Patron>(writer.body).category !== 'pupil') return undefined;
	const rows = await tx.selectFrom('home_class').select('body').where('school_id', '=', schoolId).execute();
	const classes = rows.map((row) => parseBody<HomeClass>(row.body));
	const yearLayer = classes.find(({ id }) => id === writer.home_class_id)?.yearLayer;
	if (yearLayer === undefined) return undefined;
	const beside = classes.filter((each) => each.yearLayer === yearLayer).map(({ id }) => id as string);
	const sitting = await tx.selectFrom('patron').select('body').where('school_id', '=', schoolId).where('home_class_id', 'in', beside).execute();
	const pupils = sitting.map((row) => parseBody<Patron>(row.body)).filter(({ category, leftOn }) => category === 'pupil' && leftOn === undefined);
	return { yearLayer, pupils: pupils.length };
}
