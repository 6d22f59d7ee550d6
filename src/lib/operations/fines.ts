import { z } from 'zod';
import { idSchema, type LoanId, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { deskOnly } from './permissions.ts';

/** C9: money received or waived; part payments add up. */
export const settleFine = defineOperation({
	type: 'settle-fine',
	v: 1,
	nature: 'fact',
	schema: z.object({
		loanId: idSchema<LoanId>(),
		patronId: idSchema<PatronId>(),
		cents: z.number().int().positive().max(100_000),
		how: z.enum(['paid', 'waived'])
	}),
	permits: deskOnly,
	load: async (store, input) => ({ fines: await store.finesOf(input.patronId) }),
	decide({ fines }, input) {
		const fine = fines.find((each) => each.id === input.loanId);
		if (!fine) return refused('unknownLoan');
		return accepted([put('fine', { ...fine, settledCents: fine.settledCents + input.cents })]);
	}
});
