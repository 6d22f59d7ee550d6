import type { CopyFact, FactSource } from '#lib/domain/circulation/loan.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import type { Effect, OperationContext } from '#lib/operations/definition.ts';
import { saveAlias } from './aliases.ts';
import { availabilityOf } from './availability.ts';
import type { Change } from './change.ts';
import { publish, type Publication } from './feed.ts';
import { answerIncident, saveIncident } from './incidents.ts';
import { dismissOutcome } from './outcomes.ts';
import { saveRecords } from './records.ts';
import { refoldCopy } from './refold-copy.ts';

/** Writes what one operation changes: records, derived rows, and the feed of everyone who may see them. */
export async function applyEffects(change: Change, effects: readonly Effect[], context: OperationContext): Promise<void> {
	const publications: Publication[] = [];
	const touched = new Set<CopyId>();
	for (const [place, effect] of effects.entries()) {
		if (effect.type === 'fact') {
			await insertFact(change, effect.fact, place);
			touched.add(effect.fact.copyId);
		} else {
			publications.push(...(await applyEffect(change, effect, context)));
		}
	}
	publications.push(...(await refoldCopies(change, touched)));
	await publish(change, publications);
}

/** Folds the copies again, and counts their titles. */
export async function refoldCopies(change: Change, copyIds: ReadonlySet<CopyId>): Promise<Publication[]> {
	if (copyIds.size === 0) return [];
	const publications: Publication[] = [];
	for (const copyId of copyIds) publications.push(...(await refoldCopy(change, copyId)));
	const titles = await change.tx
		.selectFrom('copy')
		.select('title_id')
		.distinct()
		.where('school_id', '=', change.schoolId)
		.where('id', 'in', [...copyIds])
		.execute();
	publications.push(...(await availabilityOf(change, titles.map((row) => row.title_id))));
	return publications;
}

export async function insertFact({ tx, schoolId }: Change, fact: CopyFact, place: number): Promise<void> {
	await tx
		.insertInto('copy_fact')
		.values({
			school_id: schoolId,
			copy_id: fact.copyId,
			operation_id: fact.source.operationId,
			place,
			type: fact.type,
			at: fact.at,
			body: JSON.stringify(fact)
		})
		.execute();
}

async function applyEffect(
	change: Change,
	effect: Exclude<Effect, { type: 'fact' }>,
	context: OperationContext
): Promise<Publication[]> {
	switch (effect.type) {
		case 'put':
			return saveRecords(change, effect.kind, [effect.row]);
		case 'alias':
			return saveAlias(change, effect);
		case 'raise':
			return [await saveIncident(change, effect.incident, 'rule')];
		case 'answer':
			return answerIncident(change, effect.incidentId, { at: context.at, source: sourceOf(context), answer: effect.answer });
		case 'dismiss':
			return dismissOutcome(change, context.installationId, effect.operationId);
	}
}

function sourceOf({ operationId, installationId, actor }: OperationContext): FactSource {
	return { operationId, installationId, accountId: actor.accountId };
}
