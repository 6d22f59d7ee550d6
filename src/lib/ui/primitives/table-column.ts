/** One column of a table. */
export type TableColumn<Row> = {
	key: string;
	label: string;
	/** What the cell says; a `cell` snippet of the table may draw it otherwise. */
	text: (row: Row) => string;
	/** Numbers and amounts stand right, in figures of one width. */
	numeric?: boolean;
	/** The column that names the row: a row header, and the title of its card on a phone. */
	lead?: boolean;
	/** Read aloud but not shown (a column of buttons). */
	labelHidden?: boolean;
};
