import { z } from 'zod';
import { idSchema, type OperationId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { deskOnly } from './permissions.ts';

const schema = z.object({ operationId: idSchema<OperationId>() });
const load = (store: FactStore, input: z.infer<typeof schema>) => store.setAside(input.operationId);

/** Y10: what a lost tablet still delivered, or what waits for a record, is carried out after all. */
export const takeUp = defineOperation({
	type: 'take-up',
	v: 1,
	nature: 'intention',
	schema,
	permits: deskOnly,
	load: async (store, input) => ({ waiting: await load(store, input) }),
	// Two desks may say the same: the second finds nothing left to decide.
	decide: ({ waiting }, { operationId }) => accepted(waiting ? [{ type: 'takeUp', operationId }] : [])
});

/** It is never carried out; what it said stays in the history. */
export const leaveOut = defineOperation({
	type: 'leave-out',
	v: 1,
	nature: 'intention',
	schema,
	permits: deskOnly,
	load: async (store, input) => ({ waiting: await load(store, input) }),
	decide: ({ waiting }, { operationId }) => accepted(waiting ? [{ type: 'leaveOut', operationId }] : [])
});
