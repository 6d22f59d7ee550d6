import { emptyCopyState } from '#lib/domain/circulation/loan.ts';
import { standingAnswer, type Settlement } from '#lib/domain/circulation/incident.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import { step } from '#lib/domain/circulation/step.ts';
import type { Effect, OperationContext } from '#lib/operations/definition.ts';
import { sourceOf } from '#lib/operations/lending-facts.ts';
import { factUnderSurvivor } from '#lib/domain/circulation/fact-under-survivor.ts';
import { applyMerge, rowUnderSurvivor, survivorOf } from './apply-merge.ts';
import type { Records } from './records.ts';

/** Lays what an accepted operation changes over the confirmed rows. */
export function applyEffects(records: Records, effects: readonly Effect[], context: OperationContext): void {
	for (const effect of effects) applyEffect(records, effect, context);
}

function applyEffect(records: Records, effect: Effect, context: OperationContext): void {
	switch (effect.type) {
		case 'fact':
			return applyFact(records, effect.fact);
		case 'put':
			if (effect.kind === 'patronMerge') return applyMerge(records, effect.row);
			return records.overlay(effect.kind, effect.row.id, rowUnderSurvivor(records, effect.row));
		case 'alias':
			return records.overlay('alias', effect.from, { id: effect.from, kind: effect.kind, to: effect.to });
		case 'raise':
			return records.get('incident', effect.incident.id) ? undefined : records.overlay('incident', effect.incident.id, effect.incident);
		case 'answer':
			return settle(records, effect.incidentId, { at: context.at, source: sourceOf(context), answer: effect.answer });
		case 'dismiss':
			return records.overlay('outcome', effect.operationId, undefined);
		case 'erase':
			return records.overlay(effect.kind, effect.id, undefined);
		case 'forgetOperations':
			return;
		case 'takeUp':
		case 'leaveOut':
			return records.overlay('setAside', effect.operationId, undefined);
	}
}

function applyFact(records: Records, said: CopyFact): void {
	const fact = factUnderSurvivor(said, (id) => survivorOf(records, id));
	const before = records.get('copyState', fact.copyId) ?? emptyCopyState(fact.copyId);
	const { state, incidents } = step(before, fact);
	records.overlay('copyState', fact.copyId, { ...state, id: fact.copyId });
	for (const incident of incidents) records.overlay('incident', incident.id, incident);
	if (fact.type === 'settled') {
		const answer = { holder: fact.holder ? fact.holder.patronId : 'onShelf' } as const;
		settle(records, fact.incidentId, { at: fact.at, source: fact.source, answer });
	}
}

function settle(records: Records, id: string, given: Settlement): void {
	const incident = records.get('incident', id);
	if (incident) records.overlay('incident', id, { ...incident, settled: standingAnswer(incident, given) });
}
