import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import { operationId, type InstallationId, type PatronId } from '#lib/domain/shared/ids.ts';
import type { Actor } from '#lib/domain/people/role.ts';
import type { OperationContext } from '#lib/operations/definition.ts';
import { execute } from '#lib/operations/execute.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { applyEffects } from './apply-effects.ts';
import type { Records } from './records.ts';
import { schoolOf, viewFacts } from './view-facts.ts';

export interface Performer {
	readonly installationId: InstallationId;
	readonly actorOf: (accountId: string) => Actor;
	readonly ownPatronId: PatronId | undefined;
}

/** The context in which this device decides its own operation. Optimistic: the server has the last word on time. */
export function contextOf(
	records: Records,
	performer: Performer,
	operation: Pick<Operation, 'n' | 'actor' | 'clock'>,
	stage: OperationContext['stage']
): OperationContext {
	const at = operation.clock.wall + (operation.clock.offset ?? 0);
	return {
		operationId: operationId(performer.installationId, operation.n),
		installationId: performer.installationId,
		actor: performer.actorOf(operation.actor),
		at,
		certain: true,
		today: dateAt(at, schoolOf(records).timeZone),
		stage
	};
}

/** Lays pending operations over the confirmed rows again, in their order, by the rules the server will use. */
export async function replay(records: Records, performer: Performer, operations: readonly Operation[]): Promise<void> {
	records.clearOverlay();
	if (records.count('school') === 0) return;
	const facts = viewFacts(records, performer.ownPatronId);
	for (const operation of operations) {
		const context = contextOf(records, performer, operation, 'happened');
		const decision = await execute(facts, operation.type, operation.payload, context, operation.v);
		if (decision.outcome === 'accepted') applyEffects(records, decision.effects, context);
	}
}
