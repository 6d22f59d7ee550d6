import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, byDemand, countVotes, shownWishOf, voted, wishVoteId, type ShownWish, type Wish, type WishAnswer, type WishId } from '#lib/domain/catalogue/wish.ts';
import { answerWish, makeWish } from '#lib/operations/wishes.ts';
import { patronId } from '../../builders/domain.ts';

const id = 'wish-1' as WishId;
const wish: Wish = { id, title: 'Alles over drones', patronId: patronId('patron-1'), at: 1 };
const open: WishAnswer = { state: 'open', shown: true };
const voteOf = (voter: string, wants: boolean, at: number) => voted({ id: wishVoteId(id, patronId(voter)), wishId: id, patronId: patronId(voter) }, wants, at, `${voter}:${at}`);

describe('a wish', () => {
	it('is shown to others once a desk has answered, without whose it is, and not if the refusal was for the wisher alone', () => {
		expect(shownWishOf(wish, 3)).toBeUndefined();
		expect(shownWishOf(answered(wish, open, 2, 'desk:1'), 3)).toEqual({ id, title: 'Alles over drones', votes: 3, answer: { ...open, at: 2 } });
		expect(shownWishOf(answered(wish, { state: 'refused', shown: false, reason: 'Een scheldwoord' }, 2, 'desk:1'), 0)).toBeUndefined();
	});

	it('has one answer, whatever the order in which two desks give theirs', () => {
		const [a, b] = [(each: Wish) => answered(each, open, 2, 'desk:1'), (each: Wish) => answered(each, { state: 'ordered', shown: true }, 3, 'other:1')];
		expect(a(b(wish))).toEqual(b(a(wish)));
		expect(a(b(wish)).answer?.value.state).toBe('ordered');
	});

	it('counts each voter once by the later word, in any order, also who voted under two names', () => {
		const votes = [voteOf('p1', true, 1), voteOf('p1', false, 2), voteOf('p2', false, 1), voteOf('p2', true, 3), voteOf('p3', true, 1)];
		fc.assert(
			fc.property(fc.shuffledSubarray(votes, { minLength: votes.length }), (shuffled) => {
				expect(countVotes(shuffled)).toBe(2);
			})
		);
	});

	it('comes first where it may still be bought and most want it', () => {
		const shown = (name: string, votes: number, state: WishAnswer['state']): ShownWish => ({ id: name as WishId, title: name, votes, answer: { state, shown: true, at: 1 } });
		const wishes = [shown('a', 9, 'bought'), shown('b', 2, 'open'), shown('c', 5, 'ordered'), shown('d', 7, 'refused')];
		expect(wishes.toSorted(byDemand).map((each) => each.id)).toEqual(['c', 'b', 'a', 'd']);
	});

	it('needs a title, and an ISBN that is one', () => {
		const wishes = (change: object) => makeWish.schema.safeParse({ wishId: id, title: 'Een boek', ...change }).success;
		expect([wishes({}), wishes({ isbn: '9789000000005' }), wishes({ title: '  ' }), wishes({ isbn: '9789000000006' })]).toEqual([true, true, false, false]);
	});

	it('is refused with a reason only, and any other answer is for all', () => {
		const answers = (answer: object) => answerWish.schema.safeParse({ wishId: id, ...answer }).success;
		expect(answers({ state: 'refused', shown: false, reason: 'Te duur' })).toBe(true);
		expect(answers({ state: 'refused', shown: false, reason: ' ' })).toBe(false);
		expect(answers({ state: 'refused', shown: true })).toBe(false);
		expect(answers({ state: 'ordered', shown: false })).toBe(false);
	});
});
