import type { Material } from '#lib/domain/catalogue/title.ts';

/** A patron in a list to choose from. */
export interface PatronChoice {
	readonly id: string;
	readonly name: string;
	/** Class and what tells namesakes apart. */
	readonly detail: string;
	readonly photoUrl?: string | undefined;
}

/** A title in a list to choose from. */
export interface TitleChoice {
	readonly id: string;
	readonly title: string;
	readonly authors: readonly string[];
	readonly genre?: string | undefined;
	readonly isbns?: readonly string[] | undefined;
	readonly detail: string;
}

/** What is filled in for a pupil who is added at the desk. */
export interface NewPatron {
	readonly givenName: string;
	readonly infix?: string | undefined;
	readonly familyName: string;
	readonly homeClassId?: string | undefined;
}

/** The least of a title that is added at the desk. */
export interface NewTitle {
	readonly title: string;
	/** As a person says it; empty when not filled in. */
	readonly author: string;
	readonly material: Material;
}
