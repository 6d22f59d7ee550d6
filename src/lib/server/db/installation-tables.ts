/** What each installation could not hand in any more: its numbers `from_n` … `to_n` exist nowhere. */
export interface InstallationGapTable {
	installation_id: string;
	from_n: number;
	to_n: number;
	found_at: number;
}

/** An operation that was stored and not carried out; a row that returns, or a person, decides. */
export interface SetAsideTable {
	school_id: string;
	installation_id: string;
	n: number;
	reason: string;
	/** Account of the person who wants it carried out now. */
	wanted_by: string | null;
}

/** The records an operation that was set aside waits for. */
export interface SetAsideMissingTable {
	installation_id: string;
	n: number;
	kind: string;
	id: string;
}

/** Which number a school had reached at a moment, about once a day. */
export interface SeqMarkTable {
	school_id: string;
	at: number;
	seq: number;
}
