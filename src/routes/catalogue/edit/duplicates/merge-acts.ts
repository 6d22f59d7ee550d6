import { planMerge } from '#lib/domain/catalogue/merge-titles.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import type { Queries } from '#lib/client/view/queries.ts';

export function mergeAct(keep: TitleId, drop: TitleId) {
	return { type: 'merge-titles' as const, input: { keep, drop } };
}

/** What would take the merge back, as things stand before it; nothing where a title is not known here. */
export function splitActs(queries: Queries, keep: TitleId, drop: TitleId) {
	const [kept, dropped] = [queries.title(keep), queries.title(drop)];
	if (!kept || !dropped) return [];
	const holdsOn = (id: TitleId) => queries.holdsOn(id).map(({ hold }) => hold);
	const copies = queries.copiesOf(drop).map(({ copy }) => copy);
	return [{ type: 'split-titles' as const, input: planMerge({ kept, dropped, copies, holds: holdsOn(drop), keptHolds: holdsOn(keep) }).split }];
}
