import type { ColumnGuess } from './column-guess.ts';
import type { ImportFailureCode, SkipReason, WarningReason } from '#lib/protocol/imports.ts';

export interface SkippedRow {
	/** Line of the file on which the row begins, or the place of a record among records; the first is 1. */
	readonly line: number;
	readonly reason: SkipReason;
}
export interface RowWarning {
	readonly line: number;
	readonly reason: WarningReason;
}

/** What a file holds. Counts are of what stands in the file, whether or not the school had it already. */
export interface ImportReport {
	/** Rows below the header; blank lines are none. */
	rows: number;
	titles: number;
	copies: number;
	patrons: number;
	isbn: { valid: number; restored: number; rejected: number };
	skipped: SkippedRow[];
	warnings: RowWarning[];
}

/** What taking the file in changes in the school. */
export interface ImportChanges {
	created: number;
	changed: number;
	unchanged: number;
}

export function emptyReport(): ImportReport {
	return { rows: 0, titles: 0, copies: 0, patrons: 0, isbn: { valid: 0, restored: 0, rejected: 0 }, skipped: [], warnings: [] };
}

/** Reports are read from top to bottom beside the file. */
export function sortByLine(report: ImportReport): void {
	report.skipped.sort((a, b) => a.line - b.line);
	report.warnings.sort((a, b) => a.line - b.line);
}

/** The file as a whole cannot be read; nothing has been changed. */
export class ImportFailure extends Error {
	readonly code: ImportFailureCode;
	readonly line: number | undefined;
	/** Of `noHeader`: what a person may still say about the columns. */
	readonly columns: ColumnGuess | undefined;

	constructor(code: ImportFailureCode, line?: number, columns?: ColumnGuess) {
		super(line === undefined ? code : `${code} at line ${line}`);
		this.code = code;
		this.line = line;
		this.columns = columns;
	}
}
