import { z } from 'zod';
import { incidentId } from '#lib/domain/circulation/incident.ts';
import { idSchema, type CopyId, type HoldId, type LoanId, type OperationId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { copyFact } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

const schema = z.object({
	/** The check-out, check-in, renewal, move or answer that should not have happened. */
	target: idSchema<OperationId>(),
	copyId: idSchema<CopyId>(),
	/** The hold that the undone check-out had fulfilled. */
	holdId: idSchema<HoldId>().optional(),
	/** The loan whose fine the undone check-in had made. */
	fineId: idSchema<LoanId>().optional()
});

/** C16: compensates one operation on one copy, before or after it was sent; both stay in the history. */
export const undo = defineOperation({
	type: 'undo',
	v: 1,
	nature: 'fact',
	schema,
	permits: deskOnly,
	async load(store, input) {
		const copy = await store.copy(input.copyId);
		const state = copy && (await store.copyState(copy.id));
		const patronId = state?.lastClosed?.patronId;
		return {
			copy,
			aboutHold: await store.incident(incidentId('lentWhileHeld', input.target)),
			aboutStatus: await store.incident(incidentId('lentOutOfService', input.target)),
			hold: input.holdId && (await store.hold(input.holdId)),
			fines: patronId ? await store.finesOf(patronId) : []
		};
	},
	decide({ copy, aboutHold, aboutStatus, hold, fines }, input, context) {
		if (!copy) return refused('unknownCopy');
		const body = { type: 'undone', target: input.target } as const;
		const effects: Effect[] = [{ type: 'fact', fact: copyFact(copy.id, body, context) }];
		// Questions about a lending that never was ask nothing; those of the fold go by themselves.
		for (const incident of [aboutHold, aboutStatus]) if (incident) effects.push({ type: 'answer', incidentId: incident.id, answer: 'overtaken' });
		if (hold && hold.status === 'fulfilled') {
			effects.push(put('hold', hold.shelvedUntil ? { ...hold, status: 'onShelf' } : { ...hold, status: 'waiting', copyId: undefined }));
		}
		const fine = fines.find((each) => each.id === input.fineId);
		if (fine) effects.push(put('fine', { ...fine, cents: 0 }));
		return accepted(effects);
	}
});
