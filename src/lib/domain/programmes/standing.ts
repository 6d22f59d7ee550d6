import type { GroupId, TitleId } from '../shared/ids.ts';
import type { EditionId, Strand } from './edition.ts';

/** How a class, or the whole school, is doing in one edition: numbers and titles, no people. */
export interface Standing {
	/** `standingId` of the two. */
	readonly id: string;
	readonly editionId: EditionId;
	/** A home class; absent for the school. */
	readonly groupId?: GroupId | undefined;
	readonly participants: number;
	readonly begun: number;
	readonly done: number;
	/** Titles that count, of all participants together. */
	readonly titles: number;
	/** Most votes first, at most ten. */
	readonly favourites: readonly { readonly titleId: TitleId; readonly votes: number }[];
	readonly lessons: readonly Strand[];
	readonly packHandedOut: boolean;
}

export function standingId(editionId: EditionId, groupId: GroupId | undefined): string {
	return groupId === undefined ? editionId : `${editionId}:${groupId}`;
}

/** Titles by number of votes; equal numbers by id, so that every device shows one order. */
export function tally(votes: Iterable<readonly TitleId[]>, most = 10): Standing['favourites'] {
	const counts = new Map<TitleId, number>();
	for (const titleIds of votes) for (const id of titleIds) counts.set(id, (counts.get(id) ?? 0) + 1);
	return [...counts]
		.map(([titleId, count]) => ({ titleId, votes: count }))
		.toSorted((a, b) => b.votes - a.votes || (a.titleId < b.titleId ? -1 : 1))
		.slice(0, most);
}
