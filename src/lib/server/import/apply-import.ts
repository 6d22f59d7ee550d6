import { randomUUID } from 'node:crypto';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import { chunks } from '../sync/feed.ts';
import { importedKinds, type ImportedKind } from './imported-kind.ts';
import { ImportFailure } from './import-report.ts';
import type { ImportPlan } from './plan-import.ts';

/** A transaction should take about this long, in milliseconds, so that pushes go between; on a busy server it holds fewer rows. */
const longestWrite = 40;
const rowsAtOnce = { first: 100, least: 20, most: 400 } as const;

export interface AppliedBy {
	readonly fileName: string;
	readonly accountId?: AccountId | undefined;
	/** What a person said yes to; `otherSchool` among them when the file names another school. */
	readonly accepted: ReadonlySet<string>;
	/** Chosen by who asks, so that its progress can be followed. */
	readonly importId?: string | undefined;
}

/**
 * Carries a plan out in short transactions and records what each row was before. Broken off, the same file takes in
 * the rest. @returns the import's id; `undefined` when there was nothing to change
 * @throws ImportFailure `otherSchool`
 */
export async function applyImport({ write }: Pick<OpenDatabase, 'write'>, schoolId: SchoolId, plan: ImportPlan, by: AppliedBy): Promise<string | undefined> {
	if (plan.report.warnings.some(({ reason }) => reason === 'otherSchool') && !by.accepted.has('otherSchool')) throw new ImportFailure('otherSchool');
	if (plan.rows.length === 0) return undefined;
	const importId = by.importId ?? randomUUID();
	const { report, changes } = plan;
	const counts = { rows: report.rows, titles: report.titles, copies: report.copies, patrons: report.patrons, isbn: report.isbn, skipped: report.skipped.length, ...changes };
	await write('beginImport', { schoolId, id: importId, kind: plan.kind, fileName: by.fileName.slice(0, 200), accountId: by.accountId, total: plan.rows.length, report: JSON.stringify(counts) });
	let size: number = rowsAtOnce.first;
	for (const kind of importedKinds) {
		const ofKind = plan.rows.filter((row) => row.kind === kind);
		for (let from = 0; from < ofKind.length; ) {
			const rows = ofKind.slice(from, from + size);
			const began = performance.now();
			await write('writeImportRows', { schoolId, importId, rows });
			from += rows.length;
			size = nextSize(rows.length, performance.now() - began);
		}
	}
	if (plan.columns) await write('saveImportColumns', { schoolId, header: plan.columns.key, chosen: JSON.stringify(plan.columns.chosen) });
	await write('endImport', { schoolId, importId });
	return importId;
}

/** As many rows as would have taken `longestWrite`, within bounds; no more than twice as many as just now. */
function nextSize(rows: number, took: number): number {
	const fitting = Math.min((rows * longestWrite) / Math.max(took, 1), rows * 2);
	return Math.round(Math.min(Math.max(fitting, rowsAtOnce.least), rowsAtOnce.most));
}

export interface UndoneImport {
	readonly undone: number;
	/** Rows that stay, because something happened to them since the import. */
	readonly kept: readonly { readonly kind: ImportedKind; readonly id: string }[];
}

/** Puts back what an import changed and removes what it made, children before parents. @throws RequestFailure `notFound` */
export async function undoImport({ reader, write }: Pick<OpenDatabase, 'reader' | 'write'>, schoolId: SchoolId, importId: string): Promise<UndoneImport> {
	await write('beginUndo', { schoolId, importId });
	const kept: { kind: ImportedKind; id: string }[] = [];
	let undone = 0;
	for (const kind of importedKinds.toReversed()) {
		const rows = await reader.selectFrom('import_row').select('id').where('school_id', '=', schoolId).where('import_id', '=', importId).where('kind', '=', kind).orderBy('id').execute();
		for (const part of chunks(rows.map((row) => row.id), rowsAtOnce.first)) {
			const result = await write('undoImportRows', { schoolId, importId, kind, ids: part });
			kept.push(...result.kept.map((id) => ({ kind, id })));
			undone += part.length - result.kept.length;
		}
	}
	await write('endUndo', { schoolId, importId, kept: kept.length });
	return { undone, kept };
}
