import { z } from 'zod';
import { isIsbn13 } from '#lib/domain/catalogue/isbn.ts';
import { incidentId } from '#lib/domain/circulation/incident.ts';
import { patronSchema } from '#lib/domain/people/patron.ts';
import { idSchema, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect, type OperationContext } from './definition.ts';
import { sourceOf } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

const cardNumber = z.string().min(1).max(64);

/** An unknown card at the desk: the pupil is added on the spot and lends today; the roster catches up later. */
export const addPatron = defineOperation({
	type: 'add-patron',
	v: 1,
	nature: 'fact',
	schema: z.object({ patron: patronSchema, cardNumber: cardNumber.optional() }),
	permits: deskOnly,
	load: async (store, input) => ({
		own: await store.patron(input.patron.id),
		known: input.cardNumber === undefined ? undefined : await store.card(input.cardNumber)
	}),
	decide({ own, known }, { patron, cardNumber: number }, context) {
		// Ids are never reused: who is known already may have been changed by others since.
		const effects: Effect[] = own ? [] : [put('patron', { ...patron, provisional: true })];
		if (number === undefined) return accepted(effects);
		if (isBackCover(number, context)) return refused('looksLikeIsbn');
		if (!known || known.patronId === patron.id) {
			effects.push(put('card', { id: number, patronId: patron.id, status: 'active' }));
			return accepted(effects);
		}
		if (context.stage === 'asking') return refused('cardTaken', { patronId: known.patronId });
		effects.push(cardOfTwo(number, known.patronId, patron.id, context));
		return accepted(effects, [], ['cardStaysWithOther']);
	}
});

/** An unknown card of a known patron. */
export const linkCard = defineOperation({
	type: 'link-card',
	v: 1,
	nature: 'fact',
	schema: z.object({ number: cardNumber, patronId: idSchema<PatronId>() }),
	permits: deskOnly,
	load: async (store, input) => ({ known: await store.card(input.number), patron: await store.patron(input.patronId) }),
	decide({ known, patron }, { number, patronId }, context) {
		if (!patron) return refused('unknownPatron');
		if (isBackCover(number, context)) return refused('looksLikeIsbn');
		if (known && known.patronId !== patron.id) {
			if (context.stage === 'asking') return refused('cardTaken', { patronId: known.patronId });
			return accepted([cardOfTwo(number, known.patronId, patron.id, context)], [], ['cardStaysWithOther']);
		}
		return accepted([put('card', { id: number, patronId, status: 'active' })]);
	}
});

/** P1: the old number still leads to its patron, with a warning. */
export const replaceCard = defineOperation({
	type: 'replace-card',
	v: 1,
	nature: 'fact',
	schema: z.object({
		patronId: idSchema<PatronId>(),
		oldNumber: cardNumber.optional(),
		/** Absent: lost, a new one follows later. */
		number: cardNumber.optional()
	}),
	permits: deskOnly,
	load: async (store, input) => ({
		patron: await store.patron(input.patronId),
		old: input.oldNumber === undefined ? undefined : await store.card(input.oldNumber),
		known: input.number === undefined ? undefined : await store.card(input.number)
	}),
	decide({ patron, old, known }, { number, patronId }, context) {
		if (!patron) return refused('unknownPatron');
		const effects: Effect[] = [];
		if (old && old.patronId === patron.id) effects.push(put('card', { ...old, status: 'lost' }));
		if (number === undefined) return accepted(effects);
		if (isBackCover(number, context)) return refused('looksLikeIsbn');
		if (known && known.patronId !== patron.id) {
			if (context.stage === 'asking') return refused('cardTaken', { patronId: known.patronId });
			effects.push(cardOfTwo(number, known.patronId, patron.id, context));
			return accepted(effects, [], ['cardStaysWithOther']);
		}
		effects.push(put('card', { id: number, patronId, status: 'active' }));
		return accepted(effects);
	}
});

/** Every scan of that title would open this patron. Ten digits may be a card's own number, so only thirteen count. */
function isBackCover(number: string, context: OperationContext): boolean {
	return context.stage === 'asking' && isIsbn13(number);
}

function cardOfTwo(number: string, patronId: PatronId, otherPatronId: PatronId, context: OperationContext): Effect {
	const body = { kind: 'cardOfTwoPatrons', cardNumber: number, patronId, otherPatronId } as const;
	return { type: 'raise', incident: { ...body, id: incidentId(body.kind, context.operationId), raisedAt: context.at, source: sourceOf(context) } };
}
