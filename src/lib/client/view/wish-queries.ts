import { byDemand, countVotes, takesVotes, type ShownWish, type Wish } from '#lib/domain/catalogue/wish.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Records } from './records.ts';

/** A wish that others see, with what this device has since said about it. */
export interface WishLine {
	readonly wish: ShownWish;
	/** Whether this device's own patron wants it. */
	readonly wanted: boolean;
}

/** A wish as a desk sees it. */
export interface AskedWish {
	readonly wish: Wish;
	/** Absent: others do not see it, so nobody could vote. */
	readonly votes: number | undefined;
}

/** What pages ask about wishes. */
export class WishQueries {
	readonly #records: Records;

	constructor(records: Records) {
		this.#records = records;
	}

	/** Those that everybody may read, most wanted first. */
	shown(): WishLine[] {
		const lines = [...this.#records.all('shownWish')].map((wish): WishLine => {
			const votes = this.#records.find('votesOnWish', wish.id);
			const counted = votes.flatMap(({ id }) => this.#records.confirmed('wishVote', id) ?? []);
			const own = countVotes(votes);
			// A vote that still waits to be sent counts here at once.
			return { wish: { ...wish, votes: wish.votes + own - countVotes(counted) }, wanted: own > 0 };
		});
		return lines.toSorted((a, b) => byDemand(a.wish, b.wish));
	}

	/** What a patron asked for, newest first. */
	own(patronId: PatronId): Wish[] {
		return [...this.#records.all('wish')].filter((wish) => wish.patronId === patronId).toSorted((a, b) => b.at - a.at);
	}

	/** At a desk: how many wishes nobody has answered. */
	countNew(): number {
		return [...this.#records.all('wish')].filter(({ answer }) => answer === undefined).length;
	}

	/** At a desk: new ones first and the oldest of them before the others, then by how many want it. */
	asked(): AskedWish[] {
		const lines = [...this.#records.all('wish')].map((wish): AskedWish => ({ wish, votes: this.#records.get('shownWish', wish.id)?.votes }));
		return lines.toSorted((a, b) => turnOf(a.wish) - turnOf(b.wish) || (b.votes ?? 0) - (a.votes ?? 0) || a.wish.at - b.wish.at);
	}
}

function turnOf({ answer }: Wish): number {
	if (answer === undefined) return 0;
	return takesVotes({ answer: answer.value }) ? 1 : 2;
}
