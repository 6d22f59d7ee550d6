import { operationId, type AccountId, type InstallationId, type OperationId } from '#lib/domain/shared/ids.ts';
import type { SetAside, SetAsideReason } from '#lib/protocol/rows.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import { chunks, type Publication } from './feed.ts';
import type { Missing } from './noted-misses.ts';
import { saveOutcome } from './outcomes.ts';
import { visible } from './visibility.ts';
import type { Tx } from '../db/schema.ts';

/** Numbers an operation that is stored already. */
export interface OperationKey {
	readonly installationId: InstallationId;
	readonly n: number;
}

export function keyOf(id: OperationId): OperationKey {
	const colon = id.lastIndexOf(':');
	return { installationId: id.slice(0, colon) as InstallationId, n: Number(id.slice(colon + 1)) };
}

/** Keeps a stored operation in sight of staff until it is carried out or left out. Doing it again says why anew. */
export async function saveSetAside(
	change: Change,
	{ installationId, n }: OperationKey,
	{ reason, missing }: { readonly reason: SetAsideReason; readonly missing: readonly Missing[] }
): Promise<Publication> {
	const { tx, schoolId } = change;
	await tx
		.insertInto('set_aside')
		.values({ school_id: schoolId, installation_id: installationId, n, reason, wanted_by: null })
		.onConflict((conflict) => conflict.columns(['installation_id', 'n']).doUpdateSet({ reason, wanted_by: null }))
		.execute();
	await tx.deleteFrom('set_aside_missing').where('installation_id', '=', installationId).where('n', '=', n).execute();
	const rows = new Map(missing.map(({ kind, id }) => [`${kind} ${id}`, { installation_id: installationId, n, kind, id }]));
	for (const part of chunks([...rows.values()], 100)) await tx.insertInto('set_aside_missing').values(part).execute();
	const id = operationId(installationId, n);
	const row = await findSetAside(tx, schoolId, id);
	return { kind: 'setAside', id, audience: row ? visible('setAside', row, change) : new Map() };
}

export async function findSetAside(tx: Tx, schoolId: string, id: OperationId): Promise<SetAside | undefined> {
	const { installationId, n } = keyOf(id);
	const row = await tx
		.selectFrom('set_aside')
		.innerJoin('operation', (join) =>
			join.onRef('operation.installation_id', '=', 'set_aside.installation_id').onRef('operation.n', '=', 'set_aside.n')
		)
		.select(['reason', 'type', 'actor_id', 'corrected_at', 'payload'])
		.where('set_aside.school_id', '=', schoolId)
		.where('set_aside.installation_id', '=', installationId)
		.where('set_aside.n', '=', n)
		.executeTakeFirst();
	if (!row) return undefined;
	const missing = await tx
		.selectFrom('set_aside_missing')
		.select(['kind', 'id'])
		.where('installation_id', '=', installationId)
		.where('n', '=', n)
		.orderBy('kind')
		.orderBy('id')
		.execute();
	return {
		id,
		type: row.type,
		installationId,
		accountId: row.actor_id as AccountId,
		at: row.corrected_at,
		reason: row.reason as SetAsideReason,
		missing,
		...subjectOf(row.payload)
	};
}

function subjectOf(payload: string | null): Pick<SetAside, 'copyId' | 'patronId'> {
	const named = payload === null ? null : parseBody<Record<string, unknown> | null>(payload);
	const text = (key: string) => (typeof named?.[key] === 'string' ? { [key]: named[key] } : {});
	return { ...text('copyId'), ...text('patronId') };
}

/** A person wants it carried out; that happens when the change at hand is done (`take-up.ts`). */
export async function wantCarriedOut({ tx, schoolId }: Change, id: OperationId, by: AccountId): Promise<void> {
	const { installationId, n } = keyOf(id);
	await tx
		.updateTable('set_aside')
		.set({ wanted_by: by })
		.where('school_id', '=', schoolId)
		.where('installation_id', '=', installationId)
		.where('n', '=', n)
		.execute();
}

/** A person says that it is never carried out. */
export async function leaveOut(change: Change, id: OperationId, at: number): Promise<Publication[]> {
	const { tx } = change;
	const key = keyOf(id);
	const row = await findSetAside(tx, change.schoolId, id);
	if (!row) return [];
	await tx
		.updateTable('operation')
		.set({ status: 'refused', codes: JSON.stringify(['leftOut']) })
		.where('installation_id', '=', key.installationId)
		.where('n', '=', key.n)
		.execute();
	await saveOutcome(change, key.installationId, { id, n: key.n, type: row.type, status: 'refused', codes: ['leftOut'], at });
	return [await removeSetAside(change, key)];
}

export async function removeSetAside({ tx, schoolId }: Change, { installationId, n }: OperationKey): Promise<Publication> {
	await tx
		.deleteFrom('set_aside')
		.where('school_id', '=', schoolId)
		.where('installation_id', '=', installationId)
		.where('n', '=', n)
		.execute();
	return { kind: 'setAside', id: operationId(installationId, n), audience: new Map() };
}
