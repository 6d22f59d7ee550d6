import type { Rows } from '#lib/protocol/rows.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { CopyId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Tx } from '../db/schema.ts';
import { beginChange, type Change } from './change.ts';
import { publish, type Publication } from './feed.ts';
import { insertFacts, refoldCopies } from './refold-copies.ts';
import { recordOrder, type RecordKind, type Records } from './record-tables.ts';
import { deleteRecords, saveRecords } from './records.ts';
import { takeUp } from './take-up.ts';
import { visible } from './visibility.ts';

/** Staff and installations are kept by sign-in in its own tables; here they only become visible to desks. */
type NamedKind = 'staff' | 'installation';
export type WritableKind = RecordKind | NamedKind;
export type WrittenRow = { [K in WritableKind]: { readonly kind: K; readonly row: Rows[K] } }[WritableKind];
export interface DeletedRow {
	readonly kind: WritableKind;
	readonly id: string;
	readonly deleted: true;
}

/**
 * The door for everything that is not an operation: imports, jobs, the demo school.
 * All rows get one number. @returns it. @throws when a barcode or card number is taken by another record
 */
export async function writeRows(
	tx: Tx,
	schoolId: SchoolId,
	rows: readonly (WrittenRow | DeletedRow)[]
): Promise<{ seq: number }> {
	const change = await beginChange(tx, schoolId);
	const written = rows.filter((row): row is WrittenRow => !('deleted' in row));
	const deleted = rows.filter((row) => 'deleted' in row);
	const publications: Publication[] = [];
	for (const kind of recordOrder) publications.push(...(await saveKind(change, kind, written)));
	for (const kind of recordOrder.toReversed()) {
		const ids = deleted.filter((row) => row.kind === kind).map((row) => row.id);
		if (ids.length > 0) publications.push(...(await deleteRecords(change, kind, ids)));
	}
	for (const row of rows) {
		if (row.kind !== 'staff' && row.kind !== 'installation') continue;
		const audience = 'deleted' in row ? new Map() : named(row, change);
		publications.push({ kind: row.kind, id: 'deleted' in row ? row.id : row.row.id, audience });
	}
	await publish(change, publications);
	await takeUp(tx, schoolId);
	return { seq: change.seq };
}

function saveKind(change: Change, kind: RecordKind, rows: readonly WrittenRow[]): Promise<Publication[]> {
	const ofKind = rows.filter((row) => row.kind === kind).map((row) => row.row as Records[typeof kind]);
	return ofKind.length > 0 ? saveRecords(change, kind, ofKind) : Promise.resolve([]);
}

function named(row: Extract<WrittenRow, { kind: NamedKind }>, change: Change) {
	return row.kind === 'staff' ? visible('staff', row.row, change) : visible('installation', row.row, change);
}

/**
 * Puts what happened to copies into their histories, for histories that come from elsewhere.
 * Each fact names its own operation id, never used before.
 */
export async function writeFacts(tx: Tx, schoolId: SchoolId, facts: readonly CopyFact[]): Promise<{ seq: number }> {
	const change = await beginChange(tx, schoolId);
	await insertFacts(change, facts);
	const copies = new Set<CopyId>(facts.map((fact) => fact.copyId));
	await publish(change, await refoldCopies(change, copies));
	return { seq: change.seq };
}
