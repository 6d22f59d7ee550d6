import { z } from 'zod';
import { tellApart } from '#lib/domain/shared/apart.ts';
import { idSchema, type PatronId, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { deskOnly } from './permissions.ts';

const asked = <Id extends TitleId | PatronId>() => z.object({ ids: z.array(idSchema<Id>()).min(2).max(100), apart: z.boolean() });

/** Of titles that look alike a person says that they are different, so that nobody is asked again; or takes that back. */
export const tellTitlesApart = defineOperation({
	type: 'tell-titles-apart',
	v: 1,
	nature: 'intention',
	schema: asked<TitleId>(),
	permits: deskOnly,
	load: (store, { ids }) => distinct(ids, (id) => store.title(id)),
	decide: (titles, { apart }) => (titles ? accepted(tellApart(titles, apart).map((row) => put('title', row))) : refused('unknownTitle'))
});

/** The same of patrons: two people of one name. */
export const tellPatronsApart = defineOperation({
	type: 'tell-patrons-apart',
	v: 1,
	nature: 'intention',
	schema: asked<PatronId>(),
	permits: deskOnly,
	load: (store, { ids }) => distinct(ids, (id) => store.patron(id)),
	decide: (patrons, { apart }) => (patrons ? accepted(tellApart(patrons, apart).map((row) => put('patron', row))) : refused('unknownPatron'))
});

/** The records, each once: two that were merged meanwhile are one. `undefined` when one is unknown. */
async function distinct<Id extends string, Row extends { readonly id: string }>(ids: readonly Id[], find: (id: Id) => Promise<Row | undefined> | Row | undefined): Promise<Row[] | undefined> {
	const found = new Map<string, Row>();
	for (const id of ids) {
		const row = await find(id);
		if (!row) return undefined;
		found.set(row.id, row);
	}
	return [...found.values()];
}
