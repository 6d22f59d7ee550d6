import type { Hold } from '../circulation/hold.ts';
import type { CopyId, HoldId, TitleId } from '../shared/ids.ts';
import { titleFields, type TitleField } from './editable-fields.ts';
import type { Copy, Title } from './title.ts';

/** What two titles that are one consist of. */
export interface MergedTitles {
	readonly kept: Title;
	readonly dropped: Title;
	/** Copies and active holds of the title that goes. */
	readonly copies: readonly Copy[];
	readonly holds: readonly Hold[];
	/** Active holds of the title that stays. */
	readonly keptHolds: readonly Hold[];
}

/** What takes a merge back. */
export interface TitleSplit {
	readonly id: TitleId;
	readonly copyIds: CopyId[];
	readonly holdIds: HoldId[];
	/** Holds that ended because their patron waited in both queues. */
	readonly endedHoldIds: HoldId[];
	/** Fields of the kept title that were empty, and ISBNs it did not have. */
	readonly filled: TitleField[];
	readonly isbns: string[];
}

export interface MergePlan {
	readonly titles: readonly [kept: Title, signpost: Title];
	readonly copies: readonly Copy[];
	readonly holds: readonly Hold[];
	readonly split: TitleSplit;
}

/** What merging does: the kept title gains what it lacked, copies and holds move to it, and the other becomes a signpost. */
export function planMerge({ kept, dropped, copies, holds, keptHolds }: MergedTitles): MergePlan {
	const filled = titleFields.filter((field) => isEmpty(kept[field]) && !isEmpty(dropped[field]));
	const isbns = dropped.isbns.filter((isbn) => !kept.isbns.includes(isbn));
	const gained = Object.fromEntries(filled.map((field) => [field, dropped[field]]));
	const ended = doubledHolds(holds, keptHolds);
	const moved = holds.map((hold) => ({ ...hold, titleId: kept.id }));
	return {
		titles: [
			{ ...kept, ...gained, isbns: [...kept.isbns, ...isbns].slice(0, 40) },
			{ ...dropped, mergedInto: kept.id }
		],
		copies: copies.map((copy) => ({ ...copy, titleId: kept.id })),
		holds: [...moved, ...keptHolds.filter((hold) => ended.has(hold.id))].map((hold) => (ended.has(hold.id) ? { ...hold, status: 'cancelled' } : hold)),
		split: {
			id: dropped.id,
			copyIds: copies.map((copy) => copy.id),
			holdIds: holds.map((hold) => hold.id),
			endedHoldIds: [...ended],
			filled,
			isbns
		}
	};
}

/** Nobody waits twice in one queue; where a copy lies apart already, that hold stays. */
function doubledHolds(holds: readonly Hold[], keptHolds: readonly Hold[]): Set<HoldId> {
	const ended = new Set<HoldId>();
	for (const hold of holds) {
		const other = keptHolds.find((each) => each.patronId === hold.patronId);
		if (other) ended.add(hold.status === 'onShelf' && other.status === 'waiting' ? other.id : hold.id);
	}
	return ended;
}

/** The kept title without what it had gained by a merge; a field that was changed since stays. */
export function withoutGained(kept: Title, dropped: Title, { filled, isbns }: Pick<TitleSplit, 'filled' | 'isbns'>): Title {
	const same = new Set<string>(filled.filter((field) => field !== 'isbns' && JSON.stringify(kept[field]) === JSON.stringify(dropped[field])));
	const left = Object.fromEntries(Object.entries(kept).filter(([field]) => !same.has(field)));
	return { ...(left as Title), authors: same.has('authors') ? [] : kept.authors, isbns: kept.isbns.filter((isbn) => !isbns.includes(isbn)) };
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
