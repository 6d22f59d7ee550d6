import type { PatronCategory } from '#lib/domain/people/patron.ts';

/** What was typed to add a patron, trimmed; empty where nothing was. */
export interface FilledPatron {
	readonly givenName: string;
	readonly infix: string;
	readonly familyName: string;
	readonly category: PatronCategory;
	readonly homeClassId: string;
	readonly pupilNumber: string;
	readonly cardNumber: string;
}
