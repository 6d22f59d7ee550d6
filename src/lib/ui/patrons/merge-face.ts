/** One of two patrons that may be one, as the preview of a merge shows it. */
export interface MergeFace {
	readonly name: string;
	/** Class and number. */
	readonly detail: string;
	readonly photoUrl?: string | undefined;
	/** What stands under this name, counted: `2 loans`. */
	readonly holdings: readonly string[];
}
