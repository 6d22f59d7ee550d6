/** The columns of a CSV file and what each is taken for. */
export interface ColumnGuess {
	readonly cells: readonly string[];
	/** Every field there is, in order. */
	readonly fields: readonly string[];
	readonly chosen: Readonly<Record<string, number>>;
	/** Names this header, for remembering what a person chose. */
	readonly key: string;
}
