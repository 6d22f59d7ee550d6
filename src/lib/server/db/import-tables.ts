/** One file taken in. */
export interface ImportRunTable {
	school_id: string;
	id: string;
	kind: 'catalogue' | 'roster';
	file_name: string;
	/** `null`: by a command. */
	account_id: string | null;
	started_at: number;
	/** `null` while it runs, or when it was broken off. */
	ended_at: number | null;
	total: number;
	written: number;
	undone_at: number | null;
	/** Rows that were not undone because something happened to them since. */
	kept: number;
	/** JSON of counts. */
	report: string;
}

/** One row that an import wrote. */
export interface ImportRowTable {
	school_id: string;
	import_id: string;
	kind: string;
	id: string;
	/** `null`: it did not exist. */
	before: string | null;
	after: string;
}

/** Columns as a person put them, by the header they were for. */
export interface ImportColumnsTable {
	school_id: string;
	/** SHA-256 of kind and header. */
	header: string;
	/** JSON: cell number by field. */
	chosen: string;
}
