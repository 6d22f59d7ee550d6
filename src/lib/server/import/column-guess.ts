/** The columns of a CSV file and what each is taken for. */
export interface ColumnGuess {
	readonly cells: readonly string[];
	/** Every field there is, in order. */
	readonly fields: readonly string[];
	readonly chosen: Readonly<Record<string, number>>;
	/** What stands first in each column, for whoever must say what it is; empty where that is nobody's business. */
	readonly samples: readonly string[];
	/** Columns about people that lending has no use for, and passwords: they are not kept. */
	readonly unneeded: readonly number[];
	/** Names this header, for remembering what a person chose. */
	readonly key: string;
}
