import { z } from 'zod';
import { withdrawReasons } from '#lib/domain/catalogue/title.ts';
import { backInQueue } from '#lib/domain/circulation/hold.ts';
import { idSchema, type CopyId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { deskOnly } from './permissions.ts';

/** A copy leaves the collection. Somebody who has it at home returns it first; whoever it lay apart for waits on. */
export const withdrawCopy = defineOperation({
	type: 'withdraw-copy',
	v: 1,
	nature: 'intention',
	schema: z.object({ copyId: idSchema<CopyId>(), reason: z.enum(withdrawReasons) }),
	permits: deskOnly,
	async load(store, input) {
		const copy = await store.copy(input.copyId);
		return {
			copy,
			state: copy && (await store.copyState(copy.id)),
			holds: copy ? await store.holdsOnTitle(copy.titleId) : []
		};
	},
	decide({ copy, state, holds }, input) {
		if (!copy) return refused('unknownCopy');
		if (state?.open) return refused('copyOnLoan', { copyId: copy.id });
		const effects: Effect[] = [put('copy', { ...copy, status: 'withdrawn', withdrawnFor: input.reason })];
		const held = holds.find((hold) => hold.copyId === copy.id && hold.status === 'onShelf');
		if (held) effects.push(put('hold', backInQueue(held)));
		return accepted(effects);
	}
});
