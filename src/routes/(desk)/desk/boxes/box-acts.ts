import type { LooseBatch } from '#lib/client/view/box-queries.ts';
import type { Queries } from '#lib/client/view/queries.ts';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import type { BoxId, CopyId } from '#lib/domain/shared/ids.ts';
import type { Box, BoxPlace } from '#lib/domain/stock/box.ts';
import { editBetween } from '#lib/domain/shared/record-edit.ts';
import type { Doing } from '#lib/client/app.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BoxMode } from '#lib/ui/stock/box-mode.ts';

/** As many as `place-in-box` takes in one act. */
const copiesAtOnce = 50;

export function placeActs(boxId: BoxId, copyIds: readonly CopyId[], place: BoxPlace): Doing[] {
	const acts: Doing[] = [];
	for (let at = 0; at < copyIds.length; at += copiesAtOnce) acts.push({ type: 'place-in-box', input: { boxId, copyIds: copyIds.slice(at, at + copiesAtOnce), place } });
	return acts;
}

/** A new box; with what was imported already as its packing list. */
export function newBoxActs(box: Box, batch: LooseBatch | undefined): Doing[] {
	return [{ type: 'add-box', input: { box } }, ...placeActs(box.id, batch?.copyIds ?? [], 'expected')];
}

/** Another owner or day holds for what is in the box too, so that no loan runs past the day. */
export function editBoxActs(before: Box, after: Omit<Box, 'id'>, copies: readonly Copy[]): Doing[] {
	const { owner, collection } = after;
	const edits = copies.map((copy) => ({ id: copy.id, ...editBetween(copy, { owner, collection, backOn: after.backOn ?? null }) }));
	return [
		{ type: 'edit-box', input: { id: before.id, ...editBetween<Omit<Box, 'id'>>(before, { ...after, backOn: after.backOn ?? null, keeperId: after.keeperId ?? null }) } },
		...edits.flatMap((edit): Doing[] => (Object.keys(edit.change).length === 0 ? [] : [{ type: 'edit-copy', input: edit }]))
	];
}

export interface ScanAnswer {
	/** None: nothing happens. */
	readonly acts: readonly Doing[];
	readonly text: string;
	/** No copy has this label. */
	readonly unknown?: boolean;
}

/** What a scan on the page of a box comes to, and how that is said. */
export function scanInBox(code: string, box: Box, mode: BoxMode, queries: Queries): ScanAnswer {
	const copy = queries.copyByBarcode(code);
	if (!copy) return { acts: [], text: m.boxes_scanned_unknown({ code }), unknown: true };
	const title = queries.title(copy.titleId)?.title ?? code;
	const line = queries.boxes.copiesOf(box.id).find((each) => each.copy.id === copy.id);
	return mode === 'receive' ? received(copy, title, box, line?.state, queries) : returned(copy, title, box, line?.state, queries);
}

type State = ReturnType<Queries['boxes']['copiesOf']>[number]['state'] | undefined;

function received(copy: Copy, title: string, box: Box, state: State, queries: Queries): ScanAnswer {
	const elsewhere = queries.boxes.boxOf(copy.id);
	if (elsewhere && elsewhere.id !== box.id) return { acts: [], text: m.boxes_scanned_other({ title, box: elsewhere.name }) };
	if (state === 'here' || state === 'lent') return { acts: [], text: m.boxes_scanned_again({ title }) };
	return { acts: placeActs(box.id, [copy.id], 'received'), text: m.boxes_scanned_received({ title }) };
}

/** Whoever has the copy in hand has it back: the loan ends with the scan. */
function returned(copy: Copy, title: string, box: Box, state: State, queries: Queries): ScanAnswer {
	if (state === undefined) return { acts: [], text: m.boxes_scanned_not_in({ title }) };
	if (state === 'returned') return { acts: [], text: m.boxes_scanned_again({ title }) };
	const placed = placeActs(box.id, [copy.id], 'returned');
	if (state === 'lent') return { acts: [{ type: 'check-in', input: { copyId: copy.id } }, ...placed], text: m.boxes_scanned_was_lent({ title }) };
	return { acts: placed, text: queries.copyLine(copy.id)?.heldFor ? m.boxes_scanned_reserved({ title }) : m.boxes_scanned_returned({ title }) };
}
