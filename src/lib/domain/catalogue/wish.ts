import { z } from 'zod';
import { idSchema, type Id, type PatronId, type TitleId } from '../shared/ids.ts';
import type { Instant } from '../shared/calendar-date.ts';
import { laterOf, type Register } from '../shared/register.ts';
import { isIsbn13 } from './isbn.ts';

export type WishId = Id<'wish'>;
export type WishVoteId = Id<'wishVote'>;

export const longestWishLine = 200;
export const longestWishReason = 300;

/** What somebody would like the school to buy, as it was written. */
export const wishedSchema = z.object({
	title: z.string().trim().min(1).max(longestWishLine),
	author: z.string().trim().min(1).max(longestWishLine).optional(),
	/** Thirteen digits. */
	isbn: z.string().regex(/^97[89]\d{10}$/).refine(isIsbn13).optional()
});
export type Wished = z.infer<typeof wishedSchema>;

export const wishStates = ['open', 'ordered', 'bought', 'refused'] as const;
export type WishState = (typeof wishStates)[number];

export const wishAnswerSchema = z.object({
	state: z.enum(wishStates),
	/** Whether others may read it. Only a refusal may stay between the desk and whoever wished. */
	shown: z.boolean(),
	/** Why it is not bought. */
	reason: z.string().trim().max(longestWishReason).optional(),
	/** What it became in the catalogue. */
	titleId: idSchema<TitleId>().optional()
});
export type WishAnswer = z.infer<typeof wishAnswerSchema>;

/** A book that one patron asks for. Others see nothing of it before a desk has answered. */
export interface Wish extends Wished {
	/** Drawn by chance, so that others may know it by this too. */
	readonly id: WishId;
	/** `null`: whoever asked was forgotten, and others still want it. */
	readonly patronId: PatronId | null;
	readonly at: Instant;
	/** Absent: nobody at a desk has read it. */
	readonly answer?: Register<WishAnswer> | undefined;
}

/** Whether one patron wants what was wished. */
export interface WishVote {
	/** `wishVoteId` of the two. */
	readonly id: WishVoteId;
	readonly wishId: WishId;
	readonly patronId: PatronId;
	readonly wants: Register<boolean>;
}

/** A wish as everybody at school may read it: how many want it, and never who. */
export interface ShownWish extends Wished {
	readonly id: WishId;
	readonly votes: number;
	readonly answer: WishAnswer & { readonly at: Instant };
}

export function wishVoteId(wishId: WishId, patronId: PatronId): WishVoteId {
	return `${wishId}.${patronId}` as WishVoteId;
}

/** Of two who answer at once the later stands. */
export function answered(wish: Wish, value: WishAnswer, at: Instant, by: string): Wish {
	return { ...wish, answer: laterOf(wish.answer, { value, at, by }) };
}

/** `vote` with what its patron wants laid in, unless a later word stands there. */
export function voted(vote: Omit<WishVote, 'wants'> & { readonly wants?: WishVote['wants'] }, value: boolean, at: Instant, by: string): WishVote {
	const wants = { value, at, by };
	return { ...vote, wants: laterOf(vote.wants, wants) ?? wants };
}

/** How many want it: of each voter the later word counts, also where one person voted under two names. */
export function countVotes(votes: Iterable<Pick<WishVote, 'patronId' | 'wants'>>): number {
	const last = new Map<PatronId, Register<boolean>>();
	for (const { patronId, wants } of votes) last.set(patronId, laterOf(last.get(patronId), wants) ?? wants);
	return [...last.values()].filter(({ value }) => value).length;
}

export function isShownToOthers({ answer }: Pick<Wish, 'answer'>): boolean {
	return answer?.value.shown === true;
}

/** What others see of it; `undefined` as long as they may not. */
export function shownWishOf(wish: Wish, votes: number): ShownWish | undefined {
	if (!wish.answer?.value.shown) return undefined;
	const { id, title, author, isbn, answer } = wish;
	return { id, title, ...(author !== undefined && { author }), ...(isbn !== undefined && { isbn }), votes, answer: { ...answer.value, at: answer.at } };
}

/** Not in the collection yet, and it may still come: there is something to vote for. */
export function takesVotes({ answer }: { readonly answer: Pick<WishAnswer, 'state'> }): boolean {
	return answer.state === 'open' || answer.state === 'ordered';
}

/** What may still be bought comes first, most wanted first. */
export function byDemand(a: ShownWish, b: ShownWish): number {
	return Number(takesVotes(b)) - Number(takesVotes(a)) || b.votes - a.votes || b.answer.at - a.answer.at || (a.id < b.id ? -1 : 1);
}
