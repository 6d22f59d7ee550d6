import { describe, expect, it } from 'vitest';
import { planMerge } from '#lib/domain/catalogue/merge-titles.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench, pupil } from '../../builders/device.ts';
import { aCopy, aTitle } from '../../builders/domain.ts';

const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const merge = act('merge-titles', { keep: 'title-1', drop: 'title-2' });
const titleId = (text: string) => text as never;

/** Two records of one work, two copies of each, and a queue for each. */
async function twoRecords(): Promise<Bench> {
	const bench = new Bench();
	bench.confirm('title', aTitle({ id: titleId('title-2'), title: 'Kruistocht in Spijkerbroek', isbns: ['9789021613512'], genre: 'historisch' }));
	bench.confirm('copy', aCopy({ id: 'copy-3' as never, titleId: titleId('title-2'), barcode: '10000003' }));
	await bench.perform(act('place-hold', { holdId: 'hold-1', titleId: 'title-1', patronId: 'patron-1' }));
	await bench.perform(act('place-hold', { holdId: 'hold-2', titleId: 'title-2', patronId: 'patron-1' }));
	await bench.perform(act('place-hold', { holdId: 'hold-3', titleId: 'title-2', patronId: 'patron-2' }));
	return bench;
}

function splitOf(bench: Bench): Act {
	const record = (id: string) => bench.records.get('title', id);
	const holdsOn = (id: string) => bench.queries.holdsOn(titleId(id)).map(({ hold }) => hold);
	const kept = record('title-1');
	const dropped = record('title-2');
	if (!kept || !dropped) throw new Error('no titles');
	const copies = bench.queries.copiesOf(titleId('title-2')).map(({ copy }) => copy);
	return act('split-titles', planMerge({ kept, dropped, copies, holds: holdsOn('title-2'), keptHolds: holdsOn('title-1') }).split);
}

describe('two titles that are one', () => {
	it('have their copies and their queue together, and what one lacked comes from the other', async () => {
		const bench = await twoRecords();
		await bench.perform(merge);
		expect(bench.queries.title(titleId('title-1'))).toMatchObject({ title: 'Kruistocht in spijkerbroek', genre: 'historisch', isbns: ['9789021613512'] });
		expect(bench.queries.copiesOf(titleId('title-1')).map(({ copy }) => copy.id)).toEqual(['copy-1', 'copy-2', 'copy-3']);
		expect(bench.queries.holdsOn(titleId('title-1')).map(({ hold }) => hold.id)).toEqual(['hold-1', 'hold-3']);
	});

	it('lead to one another afterwards: by id, by ISBN, and for what a device did that did not know yet', async () => {
		const bench = await twoRecords();
		await bench.perform(merge);
		expect(bench.queries.title(titleId('title-2'))?.id).toBe('title-1');
		expect(bench.queries.titleByIsbn('9789021613512')?.id).toBe('title-1');
		bench.confirm('title', aTitle({ id: titleId('title-3'), title: 'Derde' }));
		await bench.perform(act('merge-titles', { keep: 'title-3', drop: 'title-1' }));
		await bench.perform(act('add-copy', { copy: { ...aCopy(), id: 'copy-9', titleId: 'title-2', barcode: '10000009' } }));
		expect(bench.queries.copiesOf(titleId('title-3')).map(({ copy }) => copy.id)).toContain('copy-9');
	});

	it('come apart again as they were, also the place in the queue that was doubled', async () => {
		const bench = await twoRecords();
		const before = ['title-1', 'title-2'].map((id) => bench.records.get('title', id));
		const split = splitOf(bench);
		await bench.perform(merge);
		await bench.perform(split);
		expect(['title-1', 'title-2'].map((id) => bench.records.get('title', id))).toEqual(before);
		expect(bench.queries.copiesOf(titleId('title-2')).map(({ copy }) => copy.id)).toEqual(['copy-3']);
		expect(bench.queries.holdsOn(titleId('title-2')).map(({ hold }) => hold.id)).toEqual(['hold-2', 'hold-3']);
		expect(bench.queries.holdsOn(titleId('title-1')).map(({ hold }) => hold.id)).toEqual(['hold-1']);
	});

	it('keep what was changed between merging and coming apart', async () => {
		const bench = await twoRecords();
		const split = splitOf(bench);
		await bench.perform(merge);
		await bench.perform(act('edit-title', { id: 'title-1', base: { genre: 'historisch' }, change: { genre: 'avontuur' } }));
		await bench.perform(act('edit-copy', { id: 'copy-3', base: { shelf: null }, change: { shelf: 'A1' } }));
		await bench.perform(split);
		expect(bench.records.get('title', 'title-1')).toMatchObject({ genre: 'avontuur', isbns: [] });
		expect(bench.records.get('copy', 'copy-3')).toMatchObject({ titleId: 'title-2', shelf: 'A1' });
	});

	it('are merged once: with itself, with a third or by a pupil it is refused', async () => {
		const bench = await twoRecords();
		expect(await bench.perform(merge, { actor: pupil })).toMatchObject({ code: 'notPermitted' });
		expect(await bench.perform(act('merge-titles', { keep: 'title-1', drop: 'title-1' }))).toMatchObject({ code: 'sameTitle' });
		await bench.perform(merge);
		expect(await bench.perform(merge)).toMatchObject({ outcome: 'accepted', effects: [] });
		bench.confirm('title', aTitle({ id: titleId('title-3') }));
		expect(await bench.perform(act('merge-titles', { keep: 'title-3', drop: 'title-2' }))).toMatchObject({ code: 'titleMerged' });
	});

	it('leave the hold of which a copy lies apart already', () => {
		const hold = (id: string, status: Hold['status'], title: string) => ({ id, titleId: title, patronId: 'patron-1', placedAt: 1, priority: 0, status }) as unknown as Hold;
		const plan = planMerge({ kept: aTitle(), dropped: aTitle({ id: titleId('title-2') }), copies: [], holds: [hold('b', 'onShelf', 'title-2')], keptHolds: [hold('a', 'waiting', 'title-1')] });
		expect(plan.holds).toMatchObject([{ id: 'b', status: 'onShelf', titleId: 'title-1' }, { id: 'a', status: 'cancelled' }]);
	});
});
