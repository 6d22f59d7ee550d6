import { describe, expect, it } from 'vitest';
import { likelyDuplicates } from '#lib/domain/catalogue/duplicates.ts';
import { toldApart } from '#lib/domain/shared/apart.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench, pupil } from '../../builders/device.ts';
import { aPatron, aTitle, patronId } from '../../builders/domain.ts';

const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const apartTitles = (ids: string[], apart = true) => act('tell-titles-apart', { ids, apart });
const apartPatrons = (ids: string[], apart = true) => act('tell-patrons-apart', { ids, apart });

/** Three records with one ISBN. */
function threeAlike(): Bench {
	const bench = new Bench();
	for (const id of ['title-a', 'title-b', 'title-c']) bench.confirm('title', aTitle({ id: id as never, title: 'Het diner', isbns: ['9789041413680'] }));
	return bench;
}

const proposed = (bench: Bench) => likelyDuplicates(bench.records.all('title')).map(({ titles }) => titles.map(({ id }) => id));

describe('titles that are said to be different', () => {
	it('are not proposed again, and are when that is taken back', async () => {
		const bench = threeAlike();
		const before = ['title-a', 'title-b', 'title-c'].map((id) => bench.records.get('title', id));
		await bench.perform(apartTitles(['title-c', 'title-a', 'title-b']));
		expect(proposed(bench)).toEqual([]);
		expect(toldApart(bench.records.all('title'))).toHaveLength(3);
		await bench.perform(apartTitles(['title-a', 'title-b', 'title-c'], false));
		expect(proposed(bench)).toEqual([['title-a', 'title-b', 'title-c']]);
		expect(['title-a', 'title-b', 'title-c'].map((id) => bench.records.get('title', id))).toEqual(before);
	});

	it('leave the others of their group together, whichever was said first', async () => {
		const bench = threeAlike();
		await bench.perform(apartTitles(['title-a', 'title-c']));
		expect(proposed(bench)).toEqual([['title-a', 'title-b', 'title-c']]);
		await bench.perform(apartTitles(['title-b', 'title-a']));
		expect(proposed(bench)).toEqual([['title-b', 'title-c']]);
	});

	it('said by two desks, of which one also edits the title, all stand', async () => {
		const bench = threeAlike();
		await bench.perform(apartTitles(['title-a', 'title-b']));
		await bench.perform(act('edit-title', { id: 'title-a', base: { genre: null }, change: { genre: 'roman' } }));
		await bench.perform(apartTitles(['title-a', 'title-c']));
		expect(bench.records.get('title', 'title-a')).toMatchObject({ genre: 'roman', apartFrom: ['title-b', 'title-c'] });
	});

	it('change nothing when they were merged meanwhile, and are refused when unknown or when a pupil says so', async () => {
		const bench = threeAlike();
		await bench.perform(act('merge-titles', { keep: 'title-a', drop: 'title-b' }));
		expect(await bench.perform(apartTitles(['title-a', 'title-b']))).toMatchObject({ outcome: 'accepted', effects: [] });
		expect(await bench.perform(apartTitles(['title-a', 'nothing']))).toMatchObject({ code: 'unknownTitle' });
		expect(await bench.perform(apartTitles(['title-a', 'title-c']), { actor: pupil })).toMatchObject({ code: 'notPermitted' });
	});
});

it('two people of one name are not proposed again, and are when that is taken back', async () => {
	const bench = new Bench();
	bench.confirm('patron', aPatron({ id: patronId('patron-8'), provisional: true }));
	const pair = bench.queries.likelyDuplicates().map(({ stays, goes }) => [stays.id, goes.id].toSorted());
	expect(pair).toEqual([['patron-1', 'patron-8']]);
	await bench.perform(apartPatrons(['patron-8', 'patron-1']));
	expect(bench.queries.likelyDuplicates()).toEqual([]);
	expect(bench.queries.patronsToldApart()).toHaveLength(1);
	await bench.perform(apartPatrons(['patron-8', 'patron-1'], false));
	expect(bench.queries.likelyDuplicates()).toHaveLength(1);
});
