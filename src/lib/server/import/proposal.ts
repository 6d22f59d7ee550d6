/** Something that a file suggests and only a person can know; `accepted` proposals are carried out. */
export interface Proposal {
	/** The same each time the same file meets the same school. */
	readonly id: string;
	readonly kind: 'sameTitle' | 'barcodeMoved' | 'numberChanged' | 'numberReused' | 'classRenamed' | 'left';
	/** What the school has, and what the file has, as a person reads it. */
	readonly from: string;
	readonly to: string;
	/** Of `left`: open loans; of `classRenamed`: pupils who go along; of `sameTitle`: known ISBNs; of `barcodeMoved`: 1. */
	readonly count: number;
	/** Of `classRenamed`: pupils of the class who do not go along. */
	readonly others?: number;
	readonly line?: number;
}

/** What a person chose beside the file. */
export interface Choices {
	readonly accepted: ReadonlySet<string>;
	/** Cell number by field, in place of what the header's names say. */
	readonly columns?: Readonly<Record<string, number>> | undefined;
}

export const noChoices: Choices = { accepted: new Set() };
