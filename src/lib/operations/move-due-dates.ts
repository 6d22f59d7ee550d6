import { z } from 'zod';
import { mostMovedDueDates } from '#lib/domain/circulation/due-moves.ts';
import { calendarDateSchema } from '#lib/domain/shared/calendar-date.ts';
import { idSchema, type CopyId, type LoanId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, type Effect } from './definition.ts';
import { copyFact } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

const movedSchema = z.object({
	copyId: idSchema<CopyId>(),
	loanId: idSchema<LoanId>(),
	/** The due date its author saw; a loan that has another by now is left alone. */
	from: calendarDateSchema,
	to: calendarDateSchema
});

/** C7, C8: due dates move in bulk when the calendar changes. Its undo is the same act the other way round. */
export const moveDueDates = defineOperation({
	type: 'move-due-dates',
	v: 1,
	nature: 'intention',
	schema: z.object({ loans: z.array(movedSchema).min(1).max(mostMovedDueDates) }),
	permits: deskOnly,
	async load(store, input) {
		const found = [];
		for (const loan of input.loans) {
			const copy = await store.copy(loan.copyId);
			found.push({ loan, copy, state: copy && (await store.copyState(copy.id)) });
		}
		return { found };
	},
	decide({ found }, _input, context) {
		const effects = found.flatMap(({ loan, copy, state }): Effect[] => {
			const open = state?.open;
			const isSame = open && (open.id === loan.loanId || open.absorbed?.includes(loan.loanId));
			if (!copy || !isSame || open.dueOn !== loan.from) return [];
			const body = { type: 'dueMoved', loanId: open.id, from: loan.from, dueOn: loan.to } as const;
			return [{ type: 'fact', fact: copyFact(copy.id, body, context) }];
		});
		return accepted(effects);
	}
});
