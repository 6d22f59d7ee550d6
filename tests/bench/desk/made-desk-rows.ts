import { fold } from '#lib/domain/circulation/fold.ts';
import type { RowKind, Rows } from '#lib/protocol/rows.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import { makeSchool, type SchoolSize } from '../school/made-school.ts';

/** What a desk of the made school holds, drawn from its history by the rules of the domain; no server is needed. */
export function makeDeskRows(size: SchoolSize): WireRow[] {
	const made = makeSchool(size);
	const states = [...made.facts].map(([copyId, facts]) => ({ ...fold(copyId, facts).state, id: copyId }));
	return [
		...wire('school', [made.school]),
		...wire('title', made.titles),
		...wire('copy', made.copies),
		...wire('homeClass', made.homeClasses),
		...wire('patron', made.patrons),
		...wire('card', made.cards),
		...wire('copyState', states)
	];
}

function wire<K extends RowKind>(kind: K, rows: readonly Rows[K][]): WireRow[] {
	return rows.map((row) => ({ k: kind, id: row.id, s: 1, b: row }));
}
