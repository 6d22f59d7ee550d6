import { z } from 'zod';
import { answered, voted, wishAnswerSchema, wishedSchema, wishVoteId, type WishId } from '#lib/domain/catalogue/wish.ts';
import { idSchema } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, erase, put, refused } from './definition.ts';
import { deskOnly, patronOnly } from './permissions.ts';

/** A patron asks the school to buy something, and so wants it. A desk reads it before others do. */
export const makeWish = defineOperation({
	type: 'make-wish',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: wishedSchema.extend({ wishId: idSchema<WishId>() }),
	permits: patronOnly,
	async load(store, { wishId }, { actor }) {
		return { patron: (actor.patronId && (await store.patron(actor.patronId))) || undefined, known: await store.wish(wishId) };
	},
	decide({ patron, known }, { wishId, ...wished }, { at, operationId }) {
		if (!patron) return refused('unknownPatron');
		if (known) return accepted([]);
		const vote = { id: wishVoteId(wishId, patron.id), wishId, patronId: patron.id };
		return accepted([put('wish', { ...wished, id: wishId, patronId: patron.id, at }), put('wishVote', voted(vote, true, at, operationId))]);
	}
});

/** A patron thinks better of a wish that no desk has answered: nothing of it stays. Written otherwise it is another wish, which is read anew. */
export const withdrawWish = defineOperation({
	type: 'withdraw-wish',
	v: 1,
	nature: 'intention',
	rowsOnly: true,
	schema: z.object({ wishId: idSchema<WishId>() }),
	permits: patronOnly,
	async load(store, { wishId }, { actor }) {
		return { patron: (actor.patronId && (await store.patron(actor.patronId))) || undefined, wish: await store.wish(wishId) };
	},
	decide({ patron, wish }) {
		if (!patron) return refused('unknownPatron');
		if (!wish) return accepted([]);
		if (wish.patronId !== patron.id) return refused('notPermitted');
		return wish.answer ? refused('wishAnswered') : accepted([erase('wish', wish.id)]);
	}
});

/** A patron wants what another asked for, or does not any more. Nobody at a desk learns who. */
export const voteWish = defineOperation({
	type: 'vote-wish',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ wishId: idSchema<WishId>(), wants: z.boolean() }),
	permits: patronOnly,
	async load(store, { wishId }, { actor }) {
		const patron = (actor.patronId && (await store.patron(actor.patronId))) || undefined;
		return {
			patron,
			shown: await store.isWishShown(wishId),
			own: (await store.wish(wishId))?.patronId,
			known: patron && (await store.wishVote(wishVoteId(wishId, patron.id)))
		};
	},
	decide({ patron, shown, own, known }, { wishId, wants }, { at, operationId }) {
		if (!patron) return refused('unknownPatron');
		if (!shown && own !== patron.id) return refused('unknownWish');
		const vote = known ?? { id: wishVoteId(wishId, patron.id), wishId, patronId: patron.id };
		return accepted([put('wishVote', voted(vote, wants, at, operationId))]);
	}
});

/** A media librarian lets others vote for it, or says what became of it. */
export const answerWish = defineOperation({
	type: 'answer-wish',
	v: 1,
	nature: 'intention',
	rowsOnly: true,
	schema: wishAnswerSchema
		.extend({ wishId: idSchema<WishId>() })
		.refine(({ state, reason }) => state !== 'refused' || (reason ?? '') !== '', { path: ['reason'] })
		.refine(({ state, shown }) => state === 'refused' || shown, { path: ['shown'] }),
	permits: deskOnly,
	async load(store, { wishId, titleId }) {
		return { wish: await store.wish(wishId), title: titleId && (await store.title(titleId)) };
	},
	decide({ wish, title }, { wishId: _wish, titleId, ...answer }, { at, operationId }) {
		if (!wish) return refused('unknownWish');
		if (titleId && !title) return refused('unknownTitle');
		return accepted([put('wish', answered(wish, { ...answer, ...(title && { titleId: title.id }) }, at, operationId))]);
	}
});
