import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Write } from '../db/jobs.ts';
import { chunks } from './feed.ts';
import { recordOrder } from './record-tables.ts';
import type { DeletedRow, WritableKind, WrittenRow } from './write-rows.ts';

/** Rows, and facts, in one transaction: on a school's small server less than 50 ms, so that pushes go between. */
const perTransaction = { rows: 400, facts: 100 } as const;

/** Writes any number of rows in short transactions. What was written before a failure stays; running again is harmless. */
export async function writeManyRows(write: Write, schoolId: SchoolId, rows: readonly (WrittenRow | DeletedRow)[]): Promise<void> {
	const place = new Map<WritableKind, number>([...recordOrder, 'staff' as const, 'installation' as const].map((kind, i) => [kind, i]));
	const rank = (row: WrittenRow | DeletedRow) => ('deleted' in row ? 100 - (place.get(row.kind) ?? 0) : (place.get(row.kind) ?? 0));
	const ordered = rows.toSorted((a, b) => rank(a) - rank(b));
	for (const part of chunks(ordered, perTransaction.rows)) await write('writeRows', { schoolId, rows: part });
}

/** As `writeManyRows`, for histories; facts of one copy belong beside each other. */
export async function writeManyFacts(write: Write, schoolId: SchoolId, facts: readonly CopyFact[]): Promise<void> {
	for (const part of chunks(facts, perTransaction.facts)) await write('writeFacts', { schoolId, facts: part });
}
