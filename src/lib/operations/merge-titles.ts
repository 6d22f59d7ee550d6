import { z } from 'zod';
import { titleFields } from '#lib/domain/catalogue/editable-fields.ts';
import { planMerge, withoutGained } from '#lib/domain/catalogue/merge-titles.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import { idSchema, type CopyId, type HoldId, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { deskOnly } from './permissions.ts';

/**
 * B11: two titles turn out to be one. Copies and holds move to the one that is kept; the other stays as a signpost, so
 * that a hold or a copy from a device that did not know yet still ends up right.
 */
export const mergeTitles = defineOperation({
	type: 'merge-titles',
	v: 1,
	nature: 'intention',
	schema: z.object({ keep: idSchema<TitleId>(), drop: idSchema<TitleId>() }),
	permits: deskOnly,
	load: async (store, { keep, drop }) => ({
		kept: await store.title(keep),
		dropped: await store.titleRecord(drop),
		copies: await store.copiesOfTitle(drop),
		holds: await store.holdsOnTitle(drop),
		keptHolds: await store.holdsOnTitle(keep)
	}),
	decide({ kept, dropped, ...rest }) {
		if (!kept || !dropped) return refused('unknownTitle');
		if (dropped.mergedInto !== undefined) return dropped.mergedInto === kept.id ? accepted([]) : refused('titleMerged');
		if (kept.id === dropped.id) return refused('sameTitle');
		const { titles, copies, holds } = planMerge({ kept, dropped, ...rest });
		return accepted([...titles.map((row) => put('title', row)), ...copies.map((row) => put('copy', row)), ...holds.map((row) => put('hold', row))]);
	}
});

const ids = <Id extends CopyId | HoldId>() => z.array(idSchema<Id>()).max(2000);

/** Takes a merge back: what it moved returns, as far as nobody has moved it on since. */
export const splitTitles = defineOperation({
	type: 'split-titles',
	v: 1,
	nature: 'intention',
	schema: z.object({
		/** The title that comes back. */
		id: idSchema<TitleId>(),
		copyIds: ids<CopyId>(),
		holdIds: ids<HoldId>(),
		endedHoldIds: ids<HoldId>(),
		filled: z.array(z.enum(titleFields)),
		isbns: z.array(z.string().max(13)).max(40)
	}),
	permits: deskOnly,
	async load(store, input) {
		const dropped = await store.titleRecord(input.id);
		const kept = dropped?.mergedInto && (await store.title(dropped.mergedInto));
		const copies: Copy[] = [];
		for (const id of input.copyIds) copies.push(...some(await store.copy(id)));
		const holds: Hold[] = [];
		for (const id of new Set([...input.holdIds, ...input.endedHoldIds])) holds.push(...some(await store.hold(id)));
		return { dropped, kept, copies, holds };
	},
	decide({ dropped, kept, copies, holds }, input) {
		if (!dropped) return refused('unknownTitle');
		if (!kept) return accepted([]);
		const { mergedInto: _into, ...title } = dropped;
		const queued = holds.filter((hold) => hold.titleId === kept.id).map((hold) => beforeMerge(hold, title, input));
		return accepted([
			put('title', title),
			put('title', withoutGained(kept, dropped, input)),
			...copies.filter((copy) => copy.titleId === kept.id).map((copy) => put('copy', { ...copy, titleId: title.id })),
			...queued.map((hold) => put('hold', hold))
		]);
	}
});

function some<T>(found: T | undefined): T[] {
	return found === undefined ? [] : [found];
}

function beforeMerge(hold: Hold, title: Title, { holdIds, endedHoldIds }: { holdIds: readonly HoldId[]; endedHoldIds: readonly HoldId[] }): Hold {
	const back = holdIds.includes(hold.id) ? { ...hold, titleId: title.id } : hold;
	if (!endedHoldIds.includes(hold.id) || hold.status !== 'cancelled') return back;
	return { ...back, status: hold.shelvedUntil === undefined ? 'waiting' : 'onShelf' };
}
