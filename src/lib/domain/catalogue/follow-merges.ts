import type { TitleId } from '../shared/ids.ts';
import type { Title } from './title.ts';

/** Merges on merges that are followed; a ring, which no sequence of merges makes, ends here. */
export const longestTrail = 8;

/** Where a title's copies and holds stand: itself, or what it was merged into in the end. */
export function followMerges(id: TitleId, find: (id: TitleId) => Title | undefined): Title | undefined {
	let title = find(id);
	for (let left = longestTrail; title?.mergedInto !== undefined && left > 0; left--) title = find(title.mergedInto);
	return title;
}
