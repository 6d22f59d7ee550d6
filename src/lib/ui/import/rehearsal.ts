import type { importReasonText, proposalText } from '#lib/i18n/import-text.ts';

type Reason = Parameters<typeof importReasonText>[0];

export interface FileLine {
	readonly line: number;
	readonly reason: Reason;
}

/** What a rehearsal found, as far as it is shown. */
export interface Rehearsal {
	readonly kind: 'catalogue' | 'roster';
	readonly format: string;
	readonly origin?: 'aura' | 'wise' | 'oneRoster' | undefined;
	readonly report: {
		readonly rows: number;
		readonly titles: number;
		readonly copies: number;
		readonly patrons: number;
		readonly isbn: { readonly valid: number; readonly restored: number; readonly rejected: number };
		readonly skipped: readonly FileLine[];
		readonly warnings: readonly FileLine[];
	};
	readonly changes: { readonly created: number; readonly changed: number; readonly unchanged: number };
	readonly createdOfKind: Readonly<Record<string, number>>;
	readonly differences: readonly {
		readonly kind: string;
		readonly id: string;
		readonly change: 'created' | 'changed';
		readonly name: string;
		readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
	}[];
	readonly proposals: readonly (Parameters<typeof proposalText>[0] & { readonly id: string })[];
	readonly columns?:
		| {
				readonly cells: readonly string[];
				readonly fields: readonly string[];
				readonly chosen: Readonly<Record<string, number>>;
				/** What stands first below each cell. */
				readonly samples: readonly string[];
				/** Cells whose column is not kept. */
				readonly unneeded: readonly number[];
		  }
		| undefined;
}

/** An import that was carried out. */
export interface PastRun {
	readonly id: string;
	readonly fileName: string;
	readonly by?: string | undefined;
	readonly startedAt: number;
	readonly undoneAt?: number | undefined;
	readonly created: number;
	readonly changed: number;
}

/** Lines and reasons as a spreadsheet opens them; the mark at the start tells it that this is UTF-8. */
export function linesAsCsv(head: readonly [string, string], lines: readonly { readonly line: number; readonly text: string }[]): string {
	const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
	return `\ufeff${[head, ...lines.map(({ line, text }) => [String(line), text] as const)].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
}
