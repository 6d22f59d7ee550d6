import { randomUUID } from 'node:crypto';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import { chunks } from '../sync/feed.ts';
import { importedKinds, type ImportedKind } from './imported-kind.ts';
import { ImportFailure } from './import-report.ts';
import type { ImportPlan } from './plan-import.ts';

/** Rows in one transaction: less than 50 ms on a small server, so that pushes go between. */
const rowsAtOnce = 200;

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
	for (const kind of importedKinds) {
		const ofKind = plan.rows.filter((row) => row.kind === kind);
		for (const rows of chunks(ofKind, rowsAtOnce)) await write('writeImportRows', { schoolId, importId, rows });
	}
	if (plan.columns) await write('saveImportColumns', { schoolId, header: plan.columns.key, chosen: JSON.stringify(plan.columns.chosen) });
	await write('endImport', { schoolId, importId });
	return importId;
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
		for (const part of chunks(rows.map((row) => row.id), rowsAtOnce)) {
			const result = await write('undoImportRows', { schoolId, importId, kind, ids: part });
			kept.push(...result.kept.map((id) => ({ kind, id })));
			undone += part.length - result.kept.length;
		}
	}
	await write('endUndo', { schoolId, importId, kept: kept.length });
	return { undone, kept };
}
