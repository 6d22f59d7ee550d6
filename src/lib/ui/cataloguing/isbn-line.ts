/** One scanned ISBN as the list shows it. */
export interface IsbnLine {
	readonly isbn: string;
	readonly state: 'waiting' | 'asking' | 'known' | 'found' | 'unknown' | 'noSource';
	/** Of the title that is known or proposed. */
	readonly title?: string | undefined;
	readonly authors?: readonly string[] | undefined;
	/** Who proposes it. */
	readonly source?: string | undefined;
	readonly count: number;
	/** What catalogues could not do, in words. */
	readonly troubles: readonly string[];
	/** Where it is completed. */
	readonly href: string;
}
