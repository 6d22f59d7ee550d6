import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { Effect, EraseEffect, OperationContext } from '#lib/operations/definition.ts';
import { sourceOf } from '#lib/operations/lending-facts.ts';
import { saveCopyAlias } from './aliases.ts';
import type { Change } from './change.ts';
import { eraseRows, forgetOperations } from './erase.ts';
import { publish, type Publication } from './feed.ts';
import { answerIncident, raiseIncident } from './incidents.ts';
import { dismissOutcome } from './outcomes.ts';
import { saveMerge } from './patron-merges.ts';
import { saveRecords } from './records.ts';
import { insertFacts, refoldCopies } from './refold-copies.ts';
import { updateSchool } from './schools.ts';
import { leaveOut, wantCarriedOut } from './set-aside.ts';

/** Writes what one operation changes: records, derived rows, and the feed of everyone who may see them. */
export async function applyEffects(change: Change, effects: readonly Effect[], context: OperationContext): Promise<void> {
	const publications: Publication[] = [];
	const facts: CopyFact[] = [];
	const erased: EraseEffect[] = [];
	for (const effect of effects) {
		if (effect.type === 'fact') facts.push(effect.fact);
		else if (effect.type === 'erase') erased.push(effect);
		else publications.push(...(await applyEffect(change, effect, context)));
	}
	if (erased.length > 0) publications.push(...(await eraseRows(change, erased)));
	await insertFacts(change, facts);
	publications.push(...(await refoldCopies(change, new Set(facts.map((fact) => fact.copyId)))));
	await publish(change, publications);
}

async function applyEffect(
	change: Change,
	effect: Exclude<Effect, { type: 'fact' | 'erase' }>,
	context: OperationContext
): Promise<Publication[]> {
	switch (effect.type) {
		case 'put':
			if (effect.kind === 'school') return updateSchool(change, effect.row);
			if (effect.kind === 'patronMerge') return saveMerge(change, effect.row);
			return saveRecords(change, effect.kind, [effect.row]);
		case 'alias':
			return saveCopyAlias(change, effect);
		case 'raise':
			return raiseIncident(change, effect.incident);
		case 'answer':
			return answerIncident(change, effect.incidentId, { at: context.at, source: sourceOf(context), answer: effect.answer });
		case 'dismiss':
			return dismissOutcome(change, context.installationId, effect.operationId);
		case 'forgetOperations':
			await forgetOperations(change, effect.patronId);
			return [];
		case 'takeUp':
			await wantCarriedOut(change, effect.operationId, context.actor.accountId);
			return [];
		case 'leaveOut':
			return leaveOut(change, effect.operationId, context.at);
	}
}
