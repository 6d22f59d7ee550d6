import type { InstallationId, OperationId } from '#lib/domain/shared/ids.ts';
import type { Outcome } from '#lib/protocol/rows.ts';
import type { Change } from './change.ts';
import { publish, type Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Tells an installation what became of its operation; stands until somebody there has read it. A later verdict takes its place. */
export async function saveOutcome(change: Change, installationId: InstallationId, outcome: Outcome): Promise<void> {
	const body = JSON.stringify(outcome);
	await change.tx
		.insertInto('outcome')
		.values({ school_id: change.schoolId, id: outcome.id, installation_id: installationId, body })
		.onConflict((conflict) => conflict.columns(['school_id', 'id']).doUpdateSet({ body }))
		.execute();
	await publish(change, [{ kind: 'outcome', id: outcome.id, audience: visible('outcome', outcome, change) }]);
}

/** Only the installation that asked may dismiss. */
export async function dismissOutcome(
	{ tx, schoolId }: Change,
	installationId: InstallationId,
	id: OperationId
): Promise<Publication[]> {
	const gone = await tx
		.deleteFrom('outcome')
		.where('school_id', '=', schoolId)
		.where('installation_id', '=', installationId)
		.where('id', '=', id)
		.returning('id')
		.execute();
	return gone.map((row) => ({ kind: 'outcome', id: row.id, audience: new Map() }));
}
