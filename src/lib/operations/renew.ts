import { z } from 'zod';
import { dueOnForRenewal } from '#lib/domain/circulation/due-date.ts';
import { findingsOf } from '#lib/domain/circulation/policy.ts';
import { renewPolicies } from '#lib/domain/circulation/renew-policies.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { idSchema, type CopyId, type LoanId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, refused } from './definition.ts';
import { copyFact, isComplete, loadLendingFacts } from './lending-facts.ts';
import { overrideSchema, unanswered } from './override.ts';
import { patronOrDesk } from './permissions.ts';

const schema = z.object({
	loanId: idSchema<LoanId>(),
	copyId: idSchema<CopyId>(),
	override: overrideSchema.optional()
});

/**
 * C3: one loan runs on. An intention: somebody may have placed a hold meanwhile.
 * A desk's renewal was promised to a face across the counter, so there it stands with its override.
 */
export const renew = defineOperation({
	type: 'renew',
	v: 1,
	nature: 'intention',
	schema,
	permits: patronOrDesk,
	async load(store, input, context) {
		const copy = await store.copy(input.copyId);
		const state = copy && (await store.copyState(copy.id));
		return loadLendingFacts(store, { copyId: input.copyId, patronId: state?.open?.patronId }, context);
	},
	decide(facts, input, context) {
		if (!isComplete(facts)) return refused('unknownLoan');
		const open = facts.copyState.open;
		if (!open || (open.id !== input.loanId && !open.absorbed?.includes(input.loanId))) return refused('unknownLoan');
		const staff = isDeskStaff(context.actor);
		if (!staff && context.actor.patronId !== open.patronId) return refused('notPermitted');
		const findings = findingsOf(renewPolicies, facts);
		const waiting = unanswered(findings, staff ? input.override : undefined);
		const mayStand = staff && context.stage === 'happened';
		if (waiting.length > 0 && !mayStand) return refused('needsAnswer', undefined, findings);
		const dueOn = dueOnForRenewal(facts, facts.today, open.dueOn);
		const fact = copyFact(facts.copy.id, { type: 'renewed', loanId: open.id, dueOn }, context);
		return accepted([{ type: 'fact', fact }], findings, waiting.length > 0 ? ['rulesBroken'] : []);
	}
});
