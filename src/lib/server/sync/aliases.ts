import type { Kysely } from 'kysely';
import type { CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import type { Schema, Tx } from '../db/schema.ts';
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

/** Makes `from` another name of the copy `to`. Names are kept one step deep, so that one look-up always suffices. */
export async function saveCopyAlias(change: Change, { from, to }: { readonly from: string; readonly to: string }): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const target = await resolveAlias(tx, schoolId, 'copy', to);
	if (target === from) return [];
	const earlier = await tx
		.selectFrom('alias')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('kind', '=', 'copy')
		.where('to_id', '=', from)
		.execute();
	return writeAliases(change, [from, ...earlier.map((row) => row.id)].map((id) => ({ id: id as CopyId, kind: 'copy', to: target as CopyId })));
}

/** Writes names as they are given. */
export async function writeAliases(change: Change, rows: readonly Rows['alias'][]): Promise<Publication[]> {
	if (rows.length === 0) return [];
	await change.tx
		.insertInto('alias')
		.values(rows.map(({ id, kind, to }) => ({ school_id: change.schoolId, kind, id, to_id: to })))
		.onConflict((conflict) => conflict.columns(['school_id', 'kind', 'id']).doUpdateSet((eb) => ({ to_id: eb.ref('excluded.to_id') })))
		.execute();
	return rows.map((row) => ({ kind: 'alias', id: row.id, audience: visible('alias', row, change) }));
}

/** Every merged patron of the school → who it is now. There are few. */
export async function readSurvivors(tx: Kysely<Schema>, schoolId: string): Promise<Map<PatronId, PatronId>> {
	const rows = await tx.selectFrom('alias').select(['id', 'to_id']).where('school_id', '=', schoolId).where('kind', '=', 'patron').execute();
	return new Map(rows.map((row) => [row.id as PatronId, row.to_id as PatronId]));
}
