import { z } from 'zod';
import { dueOnForCheckOut } from '#lib/domain/circulation/due-date.ts';
import { isAboutHolder, remedies, standingAnswer, type HolderIncident } from '#lib/domain/circulation/incident.ts';
import type { Holder } from '#lib/domain/circulation/loan.ts';
import { idSchema, type IncidentId, type LoanId, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, refused } from './definition.ts';
import { remedyEffects, remedyIn } from './incident-remedies.ts';
import { copyFact, isComplete, loadLendingFacts, sourceOf } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

const schema = z.object({
	incidentId: idSchema<IncidentId>(),
	answer: z.union([
		z.object({ holder: idSchema<PatronId>() }),
		z.object({ holder: z.literal('onShelf') }),
		z.object({ seen: z.literal(true), done: z.enum(remedies).optional() })
	]),
	/** Id for the loan that the answer may have to open. */
	loanId: idSchema<LoanId>()
});

/** Y5: a person says what is true. Answering twice is harmless; the last answer stands. */
export const settleIncident = defineOperation({
	type: 'settle-incident',
	v: 1,
	nature: 'fact',
	schema,
	permits: deskOnly,
	async load(store, input, context) {
		const incident = await store.incident(input.incidentId);
		const copyId = incident && 'copyId' in incident ? incident.copyId : undefined;
		const patronId = holderOf(input.answer);
		return {
			school: await store.school(),
			incident,
			lending: copyId && (await loadLendingFacts(store, { copyId, patronId }, context)),
			card: incident?.kind === 'cardOfTwoPatrons' ? await store.card(incident.cardNumber) : undefined
		};
	},
	decide({ school, incident, lending, card }, input, context) {
		if (!incident) return refused('unknownIncident');
		if (!isAboutHolder(incident) || 'seen' in input.answer) {
			const done = remedyIn(incident, input.answer);
			const answer = 'seen' in input.answer ? { seen: true as const, ...(done && { done }) } : input.answer;
			const source = sourceOf(context);
			const given = { at: context.at, source, answer };
			const stands = standingAnswer(incident, given) === given;
			const facts = { school, today: context.today, copy: lending?.copy, holds: lending?.holds ?? [], card };
			const effects = stands ? remedyEffects(incident, done, facts, context) : [];
			return accepted([...effects, { type: 'answer', incidentId: incident.id, answer }]);
		}
		let holder: Holder | null = null;
		if (input.answer.holder !== 'onShelf') {
			if (!lending || !isComplete(lending)) return refused('unknownPatron');
			const loanId = knownLoan(incident, lending.patron.id) ?? input.loanId;
			holder = { loanId, patronId: input.answer.holder, dueOn: dueOnForCheckOut(lending, lending.today) };
		}
		const body = { type: 'settled', incidentId: incident.id, holder } as const;
		return accepted([{ type: 'fact', fact: copyFact(incident.copyId, body, context) }]);
	}
});

function holderOf(answer: z.infer<typeof schema>['answer']): PatronId | undefined {
	return 'holder' in answer && answer.holder !== 'onShelf' ? answer.holder : undefined;
}

function knownLoan(incident: HolderIncident, patronId: PatronId): LoanId | undefined {
	const loans =
		incident.kind === 'lentTwice'
			? [incident.earlier, incident.later]
			: incident.kind === 'uncertainLoan'
				? [incident.standing, incident.claimed]
				: [incident.standing];
	return loans.find((loan) => loan.patronId === patronId)?.id;
}
