import type { Title } from '#lib/domain/catalogue/title.ts';
import { answered, voted, wishVoteId, type Wish, type WishAnswer, type Wished, type WishId, type WishVote } from '#lib/domain/catalogue/wish.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { naturalId } from '../import/natural-id.ts';

interface Input {
	readonly titles: readonly Title[];
	readonly patrons: readonly Patron[];
	/** Who visitors sign in as. */
	readonly pupil: Patron;
	readonly today: CalendarDate;
}

export interface DemoWishes {
	readonly wishes: readonly Wish[];
	readonly wishVotes: readonly WishVote[];
}

interface Asked extends Wished {
	readonly voters: number;
	/** Absent: nobody at the desk has read it. */
	readonly answer?: WishAnswer;
}

/** What pupils would like to have: one of each answer, and one that is new. Nothing is drawn, so the rest of the school stays as it was. */
export function generateWishes({ titles, patrons, pupil, today }: Input): DemoWishes {
	const others = patrons.filter(({ category, homeClassId, leftOn, id }) => category === 'pupil' && homeClassId !== undefined && leftOn === undefined && id !== pupil.id);
	const bought = titles.find(({ material }) => material === 'book');
	const asked: Asked[] = [
		{ title: 'Het jaar van de vlinders', author: 'Mirthe Oldenhof', voters: 14, answer: { state: 'open', shown: true } },
		{ title: 'Manga tekenen voor beginners', voters: 23, answer: { state: 'ordered', shown: true } },
		...(bought ? [{ title: bought.title, voters: 6, answer: { state: 'bought', shown: true, titleId: bought.id } } as const] : []),
		{ title: 'Alles over drones', author: 'Sem de Wit', voters: 1 }
	];
	const lines = asked.map(({ voters, answer, ...wished }, i) => {
		const wishId = naturalId<WishId>('wish', wished.title);
		const at = (daysAgo: number) => Date.parse(`${addDays(today, -daysAgo)}T11:00:00Z`);
		// The second is of the pupil that visitors are, so that its page shows a wish of its own.
		const wanting = (i === 1 ? [pupil] : []).concat(Array.from({ length: voters }, (_, n) => others[(i * 61 + n * 7) % others.length]).filter((each) => each !== undefined));
		const wisher = wanting[0] ?? pupil;
		const wish: Wish = { ...wished, id: wishId, patronId: wisher.id, at: at(20 - i) };
		return {
			wish: answer ? answered(wish, answer, at(12 - i), `demo:${i}`) : wish,
			votes: wanting.map(({ id: patronId }) => voted({ id: wishVoteId(wishId, patronId), wishId, patronId }, true, at(10), `demo:${i}`))
		};
	});
	return { wishes: lines.map(({ wish }) => wish), wishVotes: lines.flatMap(({ votes }) => votes) };
}
