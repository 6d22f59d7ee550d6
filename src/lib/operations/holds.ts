import { z } from 'zod';
import { incidentId } from '#lib/domain/circulation/incident.ts';
import { backInQueue, isActive, trapped, type Hold } from '#lib/domain/circulation/hold.ts';
import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { idSchema, type CopyId, type HoldId, type PatronId, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { sourceOf } from './lending-facts.ts';
import { deskOnly, patronOrDesk, selfOrDesk } from './permissions.ts';

/** H1: into the queue of a title. */
export const placeHold = defineOperation({
	type: 'place-hold',
	v: 1,
	nature: 'intention',
	schema: z.object({
		holdId: idSchema<HoldId>(),
		titleId: idSchema<TitleId>(),
		patronId: idSchema<PatronId>(),
		priority: z.number().int().min(-10).max(10).optional()
	}),
	permits: (actor, input) => selfOrDesk(actor, input.patronId),
	async load(store, input) {
		return {
			school: await store.school(),
			title: await store.title(input.titleId),
			patron: await store.patron(input.patronId),
			own: await store.holdsOf(input.patronId),
			loans: await store.openLoansOf(input.patronId)
		};
	},
	decide({ school, title, patron, own, loans }, input, context) {
		if (!title) return refused('unknownTitle');
		if (!patron) return refused('unknownPatron');
		if (own.some((hold) => hold.titleId === title.id && hold.id !== input.holdId)) return refused('alreadyHeld');
		if (loans.some((loan) => loan.copy?.titleId === title.id)) return refused('alreadyOnLoanToPatron');
		if (own.length >= school.rules.holdMaximum) return refused('holdMaximum', { maximum: school.rules.holdMaximum });
		const priority = isDeskStaff(context.actor) ? (input.priority ?? 0) : 0;
		const { id: titleId } = title;
		const row = { id: input.holdId, titleId, patronId: input.patronId, placedAt: context.at, priority, status: 'waiting' } as const;
		return accepted([put('hold', row)]);
	}
});

export const cancelHold = defineOperation({
	type: 'cancel-hold',
	v: 1,
	nature: 'intention',
	schema: z.object({ holdId: idSchema<HoldId>() }),
	permits: patronOrDesk,
	load: async (store, input) => ({ hold: await store.hold(input.holdId) }),
	decide({ hold }, _input, context) {
		if (!hold) return refused('unknownHold');
		if (!selfOrDesk(context.actor, hold.patronId)) return refused('notPermitted');
		if (!isActive(hold)) return refused('holdNotActive');
		return accepted([put('hold', { ...backInQueue(hold), status: 'cancelled' })]);
	}
});

/** H3: a copy was put aside for a hold. It lies there, so it is a fact. */
export const trapHold = defineOperation({
	type: 'trap-hold',
	v: 1,
	nature: 'fact',
	schema: z.object({ holdId: idSchema<HoldId>(), copyId: idSchema<CopyId>() }),
	permits: deskOnly,
	load: async (store, input) => ({
		school: await store.school(),
		hold: await store.hold(input.holdId),
		copy: await store.copy(input.copyId),
		open: (await store.copyState(input.copyId)).open
	}),
	decide({ school, hold, copy, open }, input, context) {
		if (!hold) return refused('unknownHold');
		if (!copy) return refused('unknownCopy');
		if (open && open.lentAt > context.at && isActive(hold)) return accepted(lentSince(hold, open));
		const taken = hold.status === 'onShelf' && hold.copyId !== copy.id;
		if (taken || !isActive(hold)) {
			const id = incidentId('trappedWithoutHold', context.operationId);
			const body = { kind: 'trappedWithoutHold', copyId: copy.id, holdId: input.holdId } as const;
			return accepted([{ type: 'raise', incident: { ...body, id, raisedAt: context.at, source: sourceOf(context) } }]);
		}
		return accepted([put('hold', trapped(hold, copy.id, school, context.today))]);
	}
});

/** The copy went out after it was put aside, which arrived first: the same as when it arrives last. */
function lentSince(hold: Hold, { copyId, patronId, lentAt, source }: OpenLoan): Effect[] {
	if (patronId === hold.patronId) return [put('hold', { ...hold, status: 'fulfilled', copyId })];
	if (patronId === null) return [];
	const body = { kind: 'lentWhileHeld', copyId, holdId: hold.id, patronId } as const;
	return [{ type: 'raise', incident: { ...body, id: incidentId(body.kind, source.operationId), raisedAt: lentAt, source } }];
}

/** The copy leaves the hold shelf: the patron waits on, or did not come. */
export const releaseHold = defineOperation({
	type: 'release-hold',
	v: 1,
	nature: 'fact',
	schema: z.object({ holdId: idSchema<HoldId>(), then: z.enum(['waiting', 'cancelled']) }),
	permits: deskOnly,
	load: async (store, input) => ({ hold: await store.hold(input.holdId) }),
	decide({ hold }, input) {
		if (!hold) return refused('unknownHold');
		if (hold.status !== 'onShelf') return accepted([]);
		return accepted([put('hold', { ...backInQueue(hold), status: input.then })]);
	}
});
