import { isDeepStrictEqual } from 'node:util';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import { RequestFailure } from '../failure.ts';
import type { Tx } from '../db/schema.ts';
import { writeRows, type DeletedRow, type WrittenRow } from '../sync/write-rows.ts';
import type { ImportedKind } from './imported-kind.ts';
import { findInUse } from './rows-in-use.ts';

export type ImportedRow = Extract<WrittenRow, { kind: ImportedKind }>;

export const importTables = { homeClass: 'home_class', teachingGroup: 'teaching_group', title: 'title', copy: 'copy', patron: 'patron', groupPlace: 'group_place', teaching: 'teaching', card: 'card' } as const satisfies Record<ImportedKind, string>;

export interface NewImport {
	readonly schoolId: SchoolId;
	readonly id: string;
	readonly kind: 'catalogue' | 'roster';
	readonly fileName: string;
	readonly accountId?: AccountId | undefined;
	readonly total: number;
	/** JSON. */
	readonly report: string;
}

interface Part {
	readonly schoolId: SchoolId;
	readonly importId: string;
}

type Clock = () => number;

async function beginImport(tx: Tx, run: NewImport, clock: Clock): Promise<void> {
	await tx
		.insertInto('import_run')
		.values({ school_id: run.schoolId, id: run.id, kind: run.kind, file_name: run.fileName, account_id: run.accountId ?? null, started_at: clock(), ended_at: null, total: run.total, written: 0, undone_at: null, kept: 0, report: run.report })
		.execute();
}

/** Writes rows of one kind and keeps what they were, both or neither. */
async function writeImportRows(tx: Tx, { schoolId, importId, rows }: Part & { readonly rows: readonly ImportedRow[] }): Promise<void> {
	const kind = rows[0]?.kind;
	if (!kind) return;
	const before = await bodiesOf(tx, schoolId, kind, rows.map(({ row }) => row.id));
	await writeRows(tx, schoolId, rows);
	await tx
		.insertInto('import_row')
		.values(rows.map(({ row }) => ({ school_id: schoolId, import_id: importId, kind, id: row.id, before: before.get(row.id) ?? null, after: JSON.stringify(row) })))
		.onConflict((conflict) => conflict.columns(['school_id', 'import_id', 'kind', 'id']).doUpdateSet((eb) => ({ after: eb.ref('excluded.after') })))
		.execute();
	await tx
		.updateTable('import_run')
		.set((eb) => ({ written: eb('written', '+', rows.length) }))
		.where('school_id', '=', schoolId)
		.where('id', '=', importId)
		.execute();
}

async function endImport(tx: Tx, { schoolId, importId }: Part, clock: Clock): Promise<void> {
	await tx.updateTable('import_run').set({ ended_at: clock() }).where('school_id', '=', schoolId).where('id', '=', importId).execute();
}

export interface UndoneRows {
	/** Ids of rows that something happened to since. */
	readonly kept: readonly string[];
}

/**
 * Puts rows of one kind back to what they were before an import, and removes those it made. Rows that were changed
 * since, or that somebody uses, stay as they are.
 */
async function undoImportRows(tx: Tx, { schoolId, importId, kind, ids }: Part & { readonly kind: ImportedKind; readonly ids: readonly string[] }): Promise<UndoneRows> {
	const recorded = await tx.selectFrom('import_row').selectAll().where('school_id', '=', schoolId).where('import_id', '=', importId).where('kind', '=', kind).where('id', 'in', ids).execute();
	const present = await bodiesOf(tx, schoolId, kind, ids);
	const inUse = await findInUse(tx, schoolId, kind, recorded.filter((row) => row.before === null).map((row) => row.id));
	const kept: string[] = [];
	const rows: (WrittenRow | DeletedRow)[] = [];
	for (const { id, before, after } of recorded) {
		const now = present.get(id);
		if (now === undefined) continue;
		if (!isDeepStrictEqual(JSON.parse(now), JSON.parse(after)) || (before === null && inUse.has(id))) kept.push(id);
		else rows.push(before === null ? { kind, id, deleted: true } : ({ kind, row: JSON.parse(before) as unknown } as WrittenRow));
	}
	if (rows.length > 0) await writeRows(tx, schoolId, rows);
	return { kept };
}

/** @throws RequestFailure `notFound` when there is no such import, or it was undone already */
async function beginUndo(tx: Tx, { schoolId, importId }: Part): Promise<void> {
	const run = await tx.selectFrom('import_run').selectAll().where('school_id', '=', schoolId).where('id', '=', importId).executeTakeFirst();
	if (!run || run.undone_at !== null) throw new RequestFailure('notFound');
}

async function endUndo(tx: Tx, { schoolId, importId, kept }: Part & { readonly kept: number }, clock: Clock): Promise<void> {
	await tx.updateTable('import_run').set({ undone_at: clock(), kept }).where('school_id', '=', schoolId).where('id', '=', importId).execute();
}

async function saveImportColumns(tx: Tx, { schoolId, header, chosen }: { readonly schoolId: SchoolId; readonly header: string; readonly chosen: string }): Promise<void> {
	await tx
		.insertInto('import_columns')
		.values({ school_id: schoolId, header, chosen })
		.onConflict((conflict) => conflict.columns(['school_id', 'header']).doUpdateSet({ chosen }))
		.execute();
}

async function bodiesOf(tx: Tx, schoolId: SchoolId, kind: ImportedKind, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await tx.selectFrom(importTables[kind]).select(['id', 'body']).where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, row.body]));
}

export const importJobs = { beginImport, writeImportRows, endImport, beginUndo, undoImportRows, endUndo, saveImportColumns } as const;
