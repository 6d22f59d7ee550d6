import type { Title } from '#lib/domain/catalogue/title.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { judged, reviewId, reworded, type Review, type ShownReviewId } from '#lib/domain/reading/review.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { naturalId } from '../import/natural-id.ts';

interface Input {
	readonly titles: readonly Title[];
	readonly patrons: readonly Patron[];
	/** Who visitors sign in as. */
	readonly pupil: Patron;
	readonly today: CalendarDate;
}

const texts = [
	'Ik las het in één keer uit. Je snapt eerst niet waarom niemand iets zegt, en dan schrik je.',
	'Echt een aanrader als je niet van dikke boeken houdt.',
	'Het begin is langzaam, maar daarna wil je weten hoe het afloopt.',
	'Grappig en ook een beetje verdrietig. Mijn zus heeft het nu.',
	'Spannend tot de laatste bladzijde!',
	'Ik vond de hoofdpersoon irritant, maar het verhaal goed.',
	'Leuk voor als je van geschiedenis houdt.',
	'Moet je lezen. Ik ga nu deel twee halen.'
];
/** The last of them nobody has read yet. */
const waiting = 2;

/** What pupils wrote of some titles; the first is of the pupil that visitors are. Nothing is drawn, so the rest of the school stays as it was. */
export function generateReviews({ titles, patrons, pupil, today }: Input): Review[] {
	const others = patrons.filter(({ category, homeClassId, leftOn, id }) => category === 'pupil' && homeClassId !== undefined && leftOn === undefined && id !== pupil.id);
	const paper = titles.filter(({ material }) => material === 'book');
	return texts.flatMap((text, i) => {
		const writer = i === 0 ? pupil : others[(i * 97) % others.length];
		// Three about the first title, so that one page shows several.
		const title = paper[i < 3 ? 0 : (i * 53) % paper.length];
		if (!writer || !title) return [];
		const at = (daysAgo: number) => Date.parse(`${addDays(today, -daysAgo)}T11:00:00Z`);
		const by = `demo:${i}`;
		const id = reviewId(title.id, writer.id);
		const review = reworded({ id, patronId: writer.id, titleId: title.id, shownAs: naturalId<ShownReviewId>('shownReview', id) }, text, at(30 - i), by);
		return [i < texts.length - waiting ? judged(review, { status: 'shown', of: by, reason: '' }, at(29 - i), 'demo:99') : review];
	});
}
