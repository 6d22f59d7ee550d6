import { describe, expect, it } from 'vitest';
import { mostListed, placeAtEnd, placeMoved } from '#lib/domain/reading/title-list.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench } from '../../builders/device.ts';
import { aTitle } from '../../builders/domain.ts';

const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const add = act('add-title-list', { id: 'l', name: 'Spannend', makerName: 'Anja', groupIds: [] });
const entry = (titleId: string, place: number) => act('change-title-list', { id: 'l', change: { part: 'entry', titleId, place } });

async function aList(titles = 4): Promise<Bench> {
	const bench = new Bench();
	await bench.perform(add);
	for (let i = 1; i <= titles; i++) {
		bench.confirm('title', aTitle({ id: `t${i}` as never, title: `Titel ${i}` }));
		await bench.perform(entry(`t${i}`, i));
	}
	return bench;
}
const linesIn = (bench: Bench) => bench.queries.lists.linesOf(bench.queries.lists.list('l' as never) as never);
const titlesIn = (bench: Bench) => linesIn(bench).map(({ titleId }) => titleId);

describe('a list of titles', () => {
	it.each([[0, 1, 't2 t1 t3 t4'], [3, -1, 't1 t2 t4 t3'], [1, 1, 't1 t3 t2 t4'], [2, -1, 't1 t3 t2 t4'], [2, 1, 't1 t2 t4 t3']] as const)('moves the title at %i by %i', async (index, by, order) => {
		const bench = await aList();
		await bench.perform(entry(`t${index + 1}`, placeMoved(linesIn(bench), index, by) ?? NaN));
		expect(titlesIn(bench).join(' ')).toBe(order);
	});

	it('moves nothing beyond its ends, and adds at the end', async () => {
		const lines = linesIn(await aList());
		expect([placeMoved(lines, 0, -1), placeMoved(lines, 3, 1), placeAtEnd(lines), placeAtEnd([])]).toEqual([undefined, undefined, 5, 1]);
	});

	it('shows a title that was merged once, as what it was merged into', async () => {
		const bench = await aList();
		bench.confirm('title', aTitle({ id: 't2' as never, mergedInto: 't1' as never }));
		expect(linesIn(bench).map(({ title }) => title.id)).toEqual(['t1', 't3', 't4']);
	});

	it('is shown to pupils when it has titles and is not withdrawn, and kept for its maker', async () => {
		const bench = await aList(0);
		expect(bench.queries.lists.shown()).toEqual([]);
		await bench.perform(entry('title-1', 1));
		expect(bench.queries.lists.shown()).toHaveLength(1);
		await bench.perform(act('change-title-list', { id: 'l', change: { part: 'withdrawn', value: true } }));
		expect(bench.queries.lists.shown()).toEqual([]);
		expect(bench.queries.lists.kept({ id: 'anja' as never })).toHaveLength(1);
		expect(bench.queries.lists.kept({ id: 'els' as never })).toEqual([]);
	});

	it('holds a hundred titles and says so; one that is on it may still be moved', async () => {
		const bench = await aList(mostListed);
		expect(await bench.perform(entry('title-1', 999))).toMatchObject({ outcome: 'refused', code: 'listFull' });
		expect(await bench.perform(entry('t1', 999))).toMatchObject({ outcome: 'accepted' });
		expect(await bench.perform(entry('nowhere', 1))).toMatchObject({ code: 'unknownTitle' });
	});
});
