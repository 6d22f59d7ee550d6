import { z } from 'zod';
import { checkOutPolicies, withoutDeskPolicies } from '#lib/domain/circulation/check-out-policies.ts';
import { dueOnForCheckOut } from '#lib/domain/circulation/due-date.ts';
import { incidentId, type Incident, type IncidentBody } from '#lib/domain/circulation/incident.ts';
import { findingsOf, type LendingFacts, type PolicyFinding } from '#lib/domain/circulation/policy.ts';
import { backInQueue } from '#lib/domain/circulation/hold.ts';
import { idSchema, type CopyId, type LoanId, type PatronId } from '#lib/domain/shared/ids.ts';
import { lendsWithoutDesk } from '#lib/domain/school/scenario.ts';
import { accepted, defineOperation, put, refused, type Effect, type OperationContext } from './definition.ts';
import { copyFact, isComplete, loadLendingFacts, sourceOf } from './lending-facts.ts';
import { overrideSchema, unanswered } from './override.ts';
import { selfOrDesk } from './permissions.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';

const schema = z.object({
	loanId: idSchema<LoanId>(),
	copyId: idSchema<CopyId>(),
	patronId: idSchema<PatronId>(),
	/** The card that was scanned, normalised; absent when the patron was picked by name. */
	cardNumber: z.string().max(64).optional(),
	override: overrideSchema.optional()
});

/**
 * C1, C4–C6, C8, C10: a copy goes to a patron. C13: where nobody stands at a desk, patrons lend to themselves;
 * then the rules are final before the act, and what had happened all the same is recorded and asked about.
 */
export const checkOut = defineOperation({
	type: 'check-out',
	v: 1,
	nature: 'fact',
	schema,
	permits: (actor, input) => selfOrDesk(actor, input.patronId),
	load: loadLendingFacts,
	decide(facts, input, context) {
		if (!facts.copy) return refused('unknownCopy');
		if (!facts.patron) return refused('unknownPatron');
		if (!isComplete(facts)) return refused('unknownTitle');
		const staff = isDeskStaff(context.actor);
		if (!staff && !lendsWithoutDesk(facts.school)) return refused('lendsAtDesk');
		const findings = findingsOf(staff ? checkOutPolicies : withoutDeskPolicies, facts);
		const open = unanswered(findings, staff ? input.override : undefined);
		if (context.stage === 'asking' && open.length > 0) return refused('needsAnswer', undefined, findings);
		const dueOn = dueOnForCheckOut(facts, facts.today);
		const body = { type: 'lent', loanId: input.loanId, patronId: input.patronId, dueOn } as const;
		const effects: Effect[] = [
			{ type: 'fact', fact: copyFact(facts.copy.id, body, context) },
			...holdEffects(facts),
			// Whoever holds it in their hands has found it.
			...(facts.copy.status === 'lost' ? [put('copy', { ...facts.copy, status: 'inService' })] : []),
			...incidents(facts, open, context)
		];
		return accepted(effects, findings, open.length > 0 ? ['rulesBroken'] : []);
	}
});

/** The patron's own hold is fulfilled; a copy put aside for another leaves that hold in the queue, not cancelled. */
function holdEffects({ holds, copy, patron }: LendingFacts): Effect[] {
	const effects: Effect[] = [];
	const own = holds.find((hold) => hold.patronId === patron.id);
	if (own) effects.push(put('hold', { ...own, status: 'fulfilled', copyId: copy.id }));
	const others = holds.find((hold) => hold.copyId === copy.id && hold.status === 'onShelf' && hold.patronId !== patron.id);
	if (others) effects.push(put('hold', backInQueue(others)));
	return effects;
}

/** Only what nobody answered at the desk is asked afterwards; a copy on loan to another is the fold's to judge. */
function incidents({ copy, patron, holds }: LendingFacts, open: PolicyFinding[], context: OperationContext): Effect[] {
	const bodies: IncidentBody[] = [];
	const held = holds.find((hold) => hold.copyId === copy.id && hold.status === 'onShelf');
	if (open.some((finding) => finding.code === 'heldForOther') && held) {
		bodies.push({ kind: 'lentWhileHeld', copyId: copy.id, holdId: held.id, patronId: patron.id });
	}
	if (copy.status !== 'inService' && copy.status !== 'lost' && open.some((finding) => finding.code === 'outOfService')) {
		bodies.push({ kind: 'lentOutOfService', copyId: copy.id, patronId: patron.id, status: copy.status });
	}
	return bodies.map((body) => {
		const incident: Incident = {
			...body,
			id: incidentId(body.kind, context.operationId),
			raisedAt: context.at,
			source: sourceOf(context)
		};
		return { type: 'raise', incident };
	});
}
