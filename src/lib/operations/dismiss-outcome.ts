import { z } from 'zod';
import { idSchema, type OperationId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation } from './definition.ts';

/** The person has read what became of an operation; until then it stays in sight. */
export const dismissOutcome = defineOperation({
	type: 'dismiss-outcome',
	v: 1,
	nature: 'intention',
	schema: z.object({ operationId: idSchema<OperationId>() }),
	permits: () => true,
	load: async () => ({}),
	decide: (_facts, input) => accepted([{ type: 'dismiss', operationId: input.operationId }])
});
