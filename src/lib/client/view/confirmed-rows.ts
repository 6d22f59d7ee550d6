import { rowKinds, type RowKind } from '#lib/protocol/rows.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import type { Records } from './records.ts';

const known = new Set<string>(rowKinds);

/** Takes confirmed rows into the view. Kinds of a later version stay in the database and are passed over here. */
export function confirmRows(records: Records, rows: readonly WireRow[]): void {
	for (const row of rows) {
		if (known.has(row.k)) records.confirm(row.k as RowKind, row.id, row.d ? undefined : row.b);
	}
}
