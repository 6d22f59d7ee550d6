import type { School } from '#lib/domain/school/school.ts';
import type { ColumnGuess } from '../import/column-guess.ts';
import type { ImportChanges, ImportReport } from '../import/import-report.ts';
import type { Proposal } from '../import/proposal.ts';
import type { CommandContext } from './command.ts';

export interface PrintedImport {
	readonly kind: 'catalogue' | 'roster';
	readonly school: School;
	readonly file: string;
	/** How the file was read. */
	readonly format: string;
	readonly proposals: readonly Proposal[];
	readonly report: ImportReport;
	readonly changes: ImportChanges;
	readonly columns?: ColumnGuess | undefined;
	readonly isRehearsal: boolean;
}

/** A terminal is read from its end; longer lists are for `--json`. */
const longestList = 200;

/** Counts first, then every row that a person should look at, with its line. */
export function printReport({ words, terminal }: CommandContext, printed: PrintedImport): void {
	const { report } = printed;
	terminal.out(words.file(printed.school.name, printed.file, printed.format));
	terminal.out(words.counts(report, printed.kind));
	terminal.out(words.changes(printed.changes));
	const { columns } = printed;
	const taken = new Set(Object.values(columns?.chosen ?? {}));
	const notKept = (columns?.unneeded ?? []).filter((place) => !taken.has(place)).map((place) => columns?.cells[place] ?? '');
	if (notKept.length > 0) terminal.out(words.notKept(notKept));
	const list = <Row extends { line: number }>(heading: string, rows: readonly Row[], textOf: (row: Row) => string) => {
		if (rows.length === 0) return;
		terminal.out(heading);
		for (const row of rows.slice(0, longestList)) terminal.out(words.atLine(row.line, textOf(row)));
		if (rows.length > longestList) terminal.out(words.andMore(rows.length - longestList));
	};
	list(words.skippedRows(report.skipped.length), report.skipped, (row) => words.skip[row.reason]);
	list(words.noticedRows(report.warnings.length), report.warnings, (row) => words.warning[row.reason]);
	if (printed.proposals.length > 0) terminal.out(words.proposals(printed.proposals.length));
	for (const proposal of printed.proposals.slice(0, longestList)) terminal.out(words.proposal(proposal));
	if (printed.isRehearsal) terminal.out(words.rehearsed);
}
