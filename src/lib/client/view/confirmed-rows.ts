import { rowKinds, type RowKind } from '#lib/protocol/rows.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import type { Records } from './records.ts';

const known = new Set<string>(rowKinds);

/**
 * Kinds whose rows pass from one scope to another and keep their name: a list that was for everybody and is now for a class,
 * a copy that went from one box to another.
 */
const wandering: ReadonlySet<RowKind> = new Set<RowKind>(['titleList', 'boxLoan']);

/** Takes confirmed rows into the view. Kinds of a later version stay in the database and are passed over here. */
export function confirmRows(records: Records, rows: readonly WireRow[], scope: string): void {
	for (const row of rows) {
		if (!known.has(row.k)) continue;
		const kind = row.k as RowKind;
		if (wandering.has(kind) && !settles(records, row, scope)) continue;
		records.confirm(kind, row.id, row.d ? undefined : row.b);
	}
}

/** That a row left one scope does not take away what another has given, in whatever order the two are read. */
function settles({ givenBy }: Records, { k, id, d }: WireRow, scope: string): boolean {
	const key = `${k} ${id}`;
	if (d && givenBy.get(key) !== scope) return false;
	if (d) givenBy.delete(key);
	else givenBy.set(key, scope);
	return true;
}
