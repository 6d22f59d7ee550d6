import type { Outcome } from '../primitives/outcome.ts';

/** How one outcome looks and reads; the page makes it of what happened. */
export interface OutcomeFace {
	readonly tone: Outcome;
	/** The one word that is read from a metre away. */
	readonly word: string;
	/** The title that was lent, the name it is put aside for. */
	readonly headline: string;
	/** Reasons, due date, shelf: short sentences. */
	readonly lines: readonly string[];
	/** Draws the cover. */
	readonly title?: { readonly title: string; readonly authors: readonly string[]; readonly genre?: string | undefined; readonly isbns?: readonly string[] | undefined } | undefined;
	/** Must not be missed: read aloud at once. */
	readonly urgent?: boolean;
}

/** One line of the desk's log. */
export interface LogLine {
	readonly key: string;
	readonly at: number;
	readonly face: OutcomeFace;
	/** On whose name. */
	readonly patron?: string | undefined;
	readonly undone: boolean;
	readonly canUndo: boolean;
}
