import type { Track } from '#lib/domain/people/patron.ts';

/** What was filled in about a teaching group; an empty text is no value. */
export interface FilledGroup {
	readonly name: string;
	readonly subject: string;
	readonly yearLayer: number | undefined;
	readonly tracks: Track[];
}
