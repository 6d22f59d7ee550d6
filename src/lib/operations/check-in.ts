import { z } from 'zod';
import { fineCents } from '#lib/domain/circulation/fine.ts';
import { isLoan } from '#lib/domain/circulation/step.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { lendsWithoutDesk } from '#lib/domain/school/scenario.ts';
import { idSchema, type CopyId, type LoanId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { copyFact, loadLendingFacts } from './lending-facts.ts';
import { patronOrDesk } from './permissions.ts';

const schema = z.object({
	copyId: idSchema<CopyId>(),
	/** C13: the loan that a patron ends by itself; a desk takes in whatever comes back. */
	loanId: idSchema<LoanId>().optional()
});

/** C2: a copy is back. Always welcome: after a bill, after a write-off, or when nobody had it. */
export const checkIn = defineOperation({
	type: 'check-in',
	v: 1,
	nature: 'fact',
	schema,
	permits: patronOrDesk,
	async load(store, input, context) {
		const copy = await store.copy(input.copyId);
		const state = copy && (await store.copyState(copy.id));
		const patronId = state?.open?.patronId;
		const lending = await loadLendingFacts(store, { copyId: input.copyId, patronId }, context);
		const self = context.actor.patronId;
		const own = self === undefined ? [] : await store.loansOnCopy(input.copyId, self);
		return { ...lending, own, fines: patronId ? await store.finesOf(patronId) : [] };
	},
	decide(facts, input, context) {
		const { copy, copyState, title, school, own, fines } = facts;
		if (!copy || !title) return refused('unknownCopy');
		const staff = isDeskStaff(context.actor);
		if (!staff && !lendsWithoutDesk(school)) return refused('lendsAtDesk');
		const ending = own.find((loan) => input.loanId !== undefined && isLoan(loan, input.loanId));
		if (!staff && !ending) return refused('unknownLoan');
		const only = staff ? undefined : ending?.id;
		const effects: Effect[] = [{ type: 'fact', fact: copyFact(copy.id, { type: 'returned', ...(only && { loanId: only }) }, context) }];
		const open = copyState?.open;
		if (open && only !== undefined && !isLoan(open, only)) return accepted(effects);
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
