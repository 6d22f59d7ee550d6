import { z } from 'zod';
import { idSchema, type LoanId, type PatronId } from '../shared/ids.ts';

/** What one late return cost; its id is the loan's. */
export const fineSchema = z.object({
	id: idSchema<LoanId>(),
	patronId: idSchema<PatronId>(),
	/** See `OfPatron` in people/patron-merge.ts. */
	recordedFor: idSchema<PatronId>().optional(),
	cents: z.number().int().nonnegative(),
	/** Paid or waived so far. */
	settledCents: z.number().int().nonnegative().default(0)
});
export type Fine = z.infer<typeof fineSchema>;

export function openCents(fines: readonly Fine[]): number {
	return fines.reduce((sum, fine) => sum + Math.max(0, fine.cents - fine.settledCents), 0);
}
