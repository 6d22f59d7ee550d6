import { z } from 'zod';
import { fineCents } from '#lib/domain/circulation/fine.ts';
import { idSchema, type CopyId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { copyFact, loadLendingFacts } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

const schema = z.object({ copyId: idSchema<CopyId>() });

/** C2: a copy is back. Always welcome: after a bill, after a write-off, or when nobody had it. */
export const checkIn = defineOperation({
	type: 'check-in',
	v: 1,
	nature: 'fact',
	schema,
	permits: deskOnly,
	async load(store, input, context) {
		const copy = await store.copy(input.copyId);
		const state = copy && (await store.copyState(copy.id));
		const patronId = state?.open?.patronId;
		const lending = await loadLendingFacts(store, { copyId: input.copyId, patronId }, context);
		return { ...lending, fines: patronId ? await store.finesOf(patronId) : [] };
	},
	decide(facts, _input, context) {
		const { copy, copyState, title, school, fines } = facts;
		if (!copy || !title) return refused('unknownCopy');
		const effects: Effect[] = [{ type: 'fact', fact: copyFact(copy.id, { type: 'returned' }, context) }];
		const open = copyState?.open;
		if (open?.patronId && open.lentAt <= context.at && open.certain && context.certain) {
			const cents = fineCents(school, title.material, open.dueOn, context.today);
			// A return that was undone may have been paid for already.
			const settledCents = fines.find((fine) => fine.id === open.id)?.settledCents ?? 0;
			const { id, patronId, recordedFor } = open;
			if (cents > 0) effects.push(put('fine', { id, patronId, recordedFor, cents, settledCents }));
		}
		if (copy.status === 'lost') effects.push(put('copy', { ...copy, status: 'inService' }));
		return accepted(effects);
	}
});
