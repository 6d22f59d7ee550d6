import { z } from 'zod';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import { backInQueue } from '#lib/domain/circulation/hold.ts';
import { boxCopyId, boxFields, boxPlaces, boxSchema, placedIn, type Box, type BoxField, type BoxPlace } from '#lib/domain/stock/box.ts';
import { idSchema, type BoxId, type CopyId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import type { FactStore } from './fact-store.ts';
import { deskOnly } from './permissions.ts';

/** S5: a box has come to school. Sent twice it is there once. */
export const addBox = defineOperation({
	type: 'add-box',
	v: 1,
	nature: 'intention',
	schema: z.object({ box: boxSchema }),
	permits: deskOnly,
	load: async (store, { box }) => ({ known: await store.box(box.id) }),
	decide: ({ known }, { box }) => accepted(known ? [] : [put('box', box)])
});

export const editBox = defineOperation({
	type: 'edit-box',
	v: 1,
	nature: 'intention',
	schema: editSchema<BoxId, Pick<Box, BoxField>>(idSchema<BoxId>(), boxFields),
	permits: deskOnly,
	load: async (store, { id }) => ({ box: await store.box(id) }),
	decide({ box }, input) {
		if (!box) return refused('unknownBox');
		return decideEdit({ kind: 'box', id: box.id, fields: box, assemble: (fields) => fields, schema: boxSchema, effects: (row) => [put('box', row)] }, input);
	}
});

/** Copies that are scanned or ticked in one go; more are several acts. */
export const copiesAtOnce = 50;

/**
 * Copies are found in the box, or put back into it to leave. A scan has happened, so it stands: of two words about one copy the
 * later one, whatever the order in which two desks send theirs.
 */
export const placeInBox = defineOperation({
	type: 'place-in-box',
	v: 1,
	nature: 'fact',
	schema: z.object({ boxId: idSchema<BoxId>(), copyIds: z.array(idSchema<CopyId>()).min(1).max(copiesAtOnce), place: z.enum(boxPlaces) }),
	permits: deskOnly,
	async load(store, { boxId, copyIds }) {
		const [box, copies] = [await store.box(boxId), []] as [Box | undefined, Placing[]];
		for (const id of new Set(copyIds)) copies.push(await loadPlacing(store, boxId, id));
		return { box, copies };
	},
	decide({ box, copies }, { place }, { at, operationId }) {
		if (!box) return refused('unknownBox');
		const effects: Effect[] = [];
		for (const { copy, known, hold } of copies) {
			if (!copy) return refused('unknownCopy');
			const row = placedIn(box.id, copy.id, known, { value: place, at, by: operationId });
			if (row.place.by !== operationId) continue;
			effects.push(put('boxCopy', row));
			const changed = inBox(copy, box, place);
			if (changed) effects.push(put('copy', changed));
			if (changed?.status === 'withdrawn' && hold) effects.push(put('hold', backInQueue(hold)));
		}
		return accepted(effects);
	}
});

type Placing = Awaited<ReturnType<typeof loadPlacing>>;

async function loadPlacing(store: FactStore, boxId: BoxId, copyId: CopyId) {
	const copy = await store.copy(copyId);
	const holds = copy ? await store.holdsOnTitle(copy.titleId) : [];
	return {
		copy,
		known: copy && (await store.boxCopy(boxCopyId(boxId, copy.id))),
		hold: holds.find((hold) => hold.copyId === copyId && hold.status === 'onShelf')
	};
}

/** What the catalogue says of a copy from now on: it may be lent from when it came until the box leaves. */
function inBox(copy: Copy, { owner, collection, backOn }: Box, place: BoxPlace): Copy | undefined {
	if (place === 'returned') return { ...copy, status: 'withdrawn' };
	if (place === 'settled') return { ...copy, status: 'withdrawn', withdrawnFor: 'missing' };
	if (place === 'expected') return undefined;
	const { withdrawnFor: _withdrawnFor, backOn: _backOn, ...kept } = copy;
	const status = copy.status === 'repair' ? copy.status : 'inService';
	return { ...kept, owner, collection, ...(backOn && { backOn }), status };
}
