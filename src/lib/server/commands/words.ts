import type { OutboxFileTrouble } from '#lib/protocol/outbox-file.ts';
import type { BackupTrouble } from '../db/backup.ts';
import type { ImportFailureCode, SkipReason, WarningReason } from '#lib/protocol/imports.ts';
import type { ImportChanges, ImportReport } from '../import/import-report.ts';
import type { RecordedImport } from '#lib/protocol/imports.ts';
import type { Proposal } from '../import/proposal.ts';

/** What the commands say; shown in a terminal only, so it does not travel with the words of the app. */
export interface Words {
	readonly usage: string;
	readonly unknownCommand: (name: string) => string;
	/** How the usage names a file. */
	readonly fileName: string;
	readonly missing: (what: string) => string;
	readonly wrong: (what: string, value: string) => string;
	readonly wrongOption: (message: string) => string;
	readonly failed: (message: string) => string;
	readonly unknownSchool: (brin: string) => string;
	readonly unknownClass: (name: string) => string;
	readonly schoolExists: (brin: string) => string;
	readonly schoolMade: (name: string, brin: string) => string;
	readonly firstAccount: (name: string, secret: string) => string;
	readonly setUpCode: (code: string) => string;
	readonly setUpNotNeeded: string;
	readonly unreadable: (file: string) => string;
	readonly file: (school: string, file: string, format: string) => string;
	readonly counts: (report: ImportReport, kind: 'catalogue' | 'roster') => string;
	readonly changes: (changes: ImportChanges) => string;
	readonly notKept: (columns: readonly string[]) => string;
	readonly rehearsed: string;
	readonly skippedRows: (count: number) => string;
	readonly noticedRows: (count: number) => string;
	readonly atLine: (line: number, reason: string) => string;
	readonly andMore: (count: number) => string;
	readonly proposals: (count: number) => string;
	readonly proposal: (proposal: Proposal) => string;
	readonly exported: (file: string, titles: number) => string;
	readonly recordTooLong: (title: string) => string;
	readonly recordedImport: (run: RecordedImport) => string;
	readonly unknownImport: (id: string) => string;
	readonly rolledBack: (undone: number, kept: number) => string;
	readonly skip: Readonly<Record<SkipReason, string>>;
	readonly warning: Readonly<Record<WarningReason, string>>;
	readonly failure: Readonly<Record<ImportFailureCode, string>>;
	readonly demoMade: (name: string, loans: number) => string;
	readonly demoKept: (name: string) => string;
	readonly demoRefused: string;
	readonly codesFor: (name: string, count: number) => string;
	backupMade(file: string, bytes: number): string;
	/** `before`: where the replaced database was put. */
	backupRestored(before: string | undefined): string;
	/** People whom the backup brought back and who were forgotten again. */
	forgottenAgain(count: number): string;
	readonly epochBegun: string;
	readonly takenIn: (answer: { readonly name: string; readonly taken: number; readonly known: number; readonly setAside: number }) => string;
	readonly outboxFileTrouble: Readonly<Record<OutboxFileTrouble, string>>;
	readonly backupOfPostgres: string;
	readonly backupTrouble: Readonly<Record<BackupTrouble, string>>;
}

/** Dutch, unless the terminal itself speaks English (`LANG`). */
export function isEnglish(environment: Readonly<Record<string, string | undefined>>): boolean {
	return /^en/i.test(environment.MEDIATHEEK_LANG ?? environment.LANG ?? '');
}
