import type { Rows } from '#lib/protocol/rows.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import type { Tx } from '../db/schema.ts';
import { visible } from './visibility.ts';

type AliasKind = Rows['alias']['kind'];

/** The id under which a record is kept, for an id that may be another name of it. */
export async function resolveAlias(tx: Tx, schoolId: string, kind: AliasKind, id: string): Promise<string> {
	const row = await tx
		.selectFrom('alias')
		.select('to_id')
		.where('school_id', '=', schoolId)
		.where('kind', '=', kind)
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.to_id ?? id;
}

/** Makes `from` another name of `to`. Names are kept one step deep, so that one look-up always suffices. */
export async function saveAlias(
	change: Change,
	{ kind, from, to }: { readonly kind: AliasKind; readonly from: string; readonly to: string }
): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const target = await resolveAlias(tx, schoolId, kind, to);
	if (target === from) return [];
	const earlier = await tx
		.selectFrom('alias')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('kind', '=', kind)
		.where('to_id', '=', from)
		.execute();
	const names = [from, ...earlier.map((row) => row.id)];
	await tx
		.insertInto('alias')
		.values(names.map((id) => ({ school_id: schoolId, kind, id, to_id: target })))
		.onConflict((conflict) => conflict.columns(['school_id', 'kind', 'id']).doUpdateSet({ to_id: target }))
		.execute();
	return names.map((id) => {
		const row = { id, kind, to: target } as Rows['alias'];
		return { kind: 'alias', id, audience: visible('alias', row, change) };
	});
}
