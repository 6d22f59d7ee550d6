import { withoutNames } from '#lib/domain/circulation/without-names.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from '../sync/change.ts';
import type { Publication } from '../sync/feed.ts';
import { refoldCopies } from '../sync/refold-copies.ts';

export type Leaves = Parameters<typeof withoutNames>[2];

/** Takes names off the histories of these copies and derives their loans, states and incidents again. */
export async function takeNamesOff(change: Change, copyIds: ReadonlySet<CopyId>, leaves: Leaves): Promise<Publication[]> {
	if (copyIds.size === 0) return [];
	const rows = await change.tx
		.selectFrom('copy_fact')
		.select(['copy_id', 'operation_id', 'place', 'body'])
		.where('school_id', '=', change.schoolId)
		.where('copy_id', 'in', [...copyIds])
		.execute();
	for (const [copyId, ofCopy] of Map.groupBy(rows, (row) => row.copy_id)) {
		const before = ofCopy.map((row) => parseBody<CopyFact>(row.body));
		const after = withoutNames(copyId as CopyId, before, leaves);
		for (const [i, fact] of after.entries()) if (fact !== before[i]) await rewrite(change, ofCopy[i], fact);
	}
	return refoldCopies(change, copyIds);
}

async function rewrite(
	{ tx, schoolId }: Change,
	row: { readonly copy_id: string; readonly operation_id: string; readonly place: number } | undefined,
	fact: CopyFact
): Promise<void> {
	if (!row) return;
	await tx
		.updateTable('copy_fact')
		.set({ body: JSON.stringify(fact) })
		.where('school_id', '=', schoolId)
		.where('copy_id', '=', row.copy_id)
		.where('operation_id', '=', row.operation_id)
		.where('place', '=', row.place)
		.execute();
}
