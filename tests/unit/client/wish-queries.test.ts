import { describe, expect, it } from 'vitest';
import type { ShownWish, WishId, WishVote } from '#lib/domain/catalogue/wish.ts';
import { Bench, pupil } from '../../builders/device.ts';

const wishId = 'wish-1' as WishId;
const shown: ShownWish = { id: wishId, title: 'Alles over drones', votes: 5, answer: { state: 'open', shown: true, at: 1 } };

function aPhone(): Bench {
	const bench = new Bench();
	bench.confirm('shownWish', shown);
	return bench;
}
const vote = (bench: Bench, wants: boolean) => bench.perform({ type: 'vote-wish', input: { wishId, wants } }, { actor: pupil });
const linesOf = (bench: Bench) => bench.queries.wishes.shown().map(({ wish, wanted }) => [wish.votes, wanted]);

describe('wishes on a phone without a network', () => {
	it('count a vote that waits to be sent, once, and not twice when the server has counted it', async () => {
		const bench = aPhone();
		await vote(bench, true);
		await vote(bench, true);
		expect(linesOf(bench)).toEqual([[6, true]]);
		const sent = bench.records.get('wishVote', 'wish-1.patron-1') as WishVote;
		bench.records.clearOverlay();
		bench.confirm('wishVote', sent);
		bench.confirm('shownWish', { ...shown, votes: 6 } as ShownWish);
		expect(linesOf(bench)).toEqual([[6, true]]);
		await vote(bench, false);
		expect(linesOf(bench)).toEqual([[5, false]]);
	});

	it('show what was asked for at once, to who asked alone, and refuse a vote for what is gone', async () => {
		const bench = aPhone();
		await bench.perform({ type: 'make-wish', input: { wishId: 'wish-2' as WishId, title: 'Manga' } }, { actor: pupil });
		expect(bench.queries.wishes.own('patron-1' as never)).toMatchObject([{ title: 'Manga' }]);
		expect(linesOf(bench)).toHaveLength(1);
		expect(await bench.perform({ type: 'vote-wish', input: { wishId: 'gone' as WishId, wants: true } }, { actor: pupil })).toMatchObject({ code: 'unknownWish' });
	});
});

describe('wishes at a desk', () => {
	it('come new ones first and then by how many want them; without a network as they were answered', async () => {
		const bench = new Bench();
		for (const [id, votes] of [['a', 2], ['b', 9], ['c', undefined]] as const) {
			bench.confirm('wish', { id, title: id, patronId: 'patron-2', at: 1, ...(votes !== undefined && { answer: { value: { state: 'open', shown: true }, at: 1, by: 'x' } }) } as { id: string });
			if (votes !== undefined) bench.confirm('shownWish', { ...shown, id: id as WishId, votes } as ShownWish);
		}
		const order = () => bench.queries.wishes.asked().map(({ wish }) => wish.id);
		expect([order(), bench.queries.wishes.countNew()]).toEqual([['c', 'b', 'a'], 1]);
		await bench.perform({ type: 'answer-wish', input: { wishId: 'b' as WishId, state: 'bought', shown: true } });
		await bench.perform({ type: 'answer-wish', input: { wishId: 'c' as WishId, state: 'open', shown: true } });
		expect([order(), bench.queries.wishes.countNew()]).toEqual([['a', 'c', 'b'], 0]);
	});
});
