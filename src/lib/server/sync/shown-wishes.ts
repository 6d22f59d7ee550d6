import { countVotes, isShownToOthers, shownWishOf, type Wish, type WishId, type WishVote } from '#lib/domain/catalogue/wish.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** What everybody at school may read of these wishes now, counted again; those that may not be read are taken away. */
export async function shownWishesOf(change: Change, ids: readonly WishId[]): Promise<Publication[]> {
	if (ids.length === 0) return [];
	const { tx, schoolId } = change;
	const wishes = await tx.selectFrom('wish').select('body').where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	const standing = new Map(wishes.map((row) => parseBody<Wish>(row.body)).map((wish) => [wish.id, wish]));
	const votes = await tx.selectFrom('wish_vote').select('body').where('school_id', '=', schoolId).where('wish_id', 'in', ids).execute();
	const votesOn = Map.groupBy(votes.map((row) => parseBody<WishVote>(row.body)), (vote) => vote.wishId);
	return [...new Set(ids)].map((id): Publication => {
		const wish = standing.get(id);
		const shown = wish && shownWishOf(wish, countVotes(votesOn.get(id) ?? []));
		return { kind: 'shownWish', id, audience: shown ? visible('shownWish', shown, change) : new Map() };
	});
}

/** The wishes that these votes are for. */
export async function wishesOfVotes({ tx, schoolId }: Change, votes: readonly string[]): Promise<WishId[]> {
	const rows = await tx.selectFrom('wish_vote').select('wish_id').distinct().where('school_id', '=', schoolId).where('id', 'in', votes).execute();
	return rows.map((row) => row.wish_id as WishId);
}

/** What these people asked for: the wishes that others see, without whose they were, and those that go with their wishers. */
export async function partWishes({ tx, schoolId }: Change, patronIds: readonly string[]): Promise<{ readonly stay: Wish[]; readonly go: WishId[]; readonly votes: string[] }> {
	const rows = await tx.selectFrom('wish').select('body').where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	const wishes = rows.map((row) => parseBody<Wish & { readonly recordedFor?: unknown }>(row.body));
	const stay = wishes.filter(isShownToOthers).map(({ recordedFor: _name, ...wish }): Wish => ({ ...wish, patronId: null }));
	const go = wishes.filter((wish) => !isShownToOthers(wish)).map(({ id }) => id);
	const votes = go.length === 0 ? [] : await tx.selectFrom('wish_vote').select('id').where('school_id', '=', schoolId).where('wish_id', 'in', go).execute();
	return { stay, go, votes: votes.map(({ id }) => id) };
}
