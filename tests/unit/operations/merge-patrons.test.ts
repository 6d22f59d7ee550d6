import { describe, expect, it } from 'vitest';
import { cardSchema } from '#lib/domain/people/patron.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench, pupil } from '../../builders/device.ts';
import { aPatron, aSchool, patronId } from '../../builders/domain.ts';

const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const [one, two] = [patronId('patron-1'), patronId('patron-2')];
const merge = act('merge-patrons', { from: 'patron-2', into: 'patron-1' });

async function lentToBoth(): Promise<Bench> {
	const bench = new Bench(aSchool());
	bench.confirm('card', cardSchema.parse({ id: '222', patronId: 'patron-2' }));
	await bench.lend('copy-1', 'patron-1');
	await bench.lend('copy-2', 'patron-2');
	return bench;
}

const copiesOf = (bench: Bench, id: typeof one) => bench.queries.loansOf(id).map(({ loan }) => loan.copyId).toSorted();

describe('patrons that are one person, on a desk without a network', () => {
	it('have all their loans and cards together under either name', async () => {
		const bench = await lentToBoth();
		expect(await bench.perform(merge)).toMatchObject({ outcome: 'accepted' });
		for (const id of [one, two]) expect(copiesOf(bench, id)).toEqual(['copy-1', 'copy-2']);
		expect(bench.queries.patron(two)?.id).toBe('patron-1');
		expect(bench.queries.card('222')).toMatchObject({ patronId: 'patron-1', recordedFor: 'patron-2' });
		expect([...bench.records.all('patron')].map(({ id }) => id)).toEqual(['patron-1']);
		expect(bench.queries.patronMerges()).toHaveLength(1);
	});

	it('part again exactly, and keep what happened since under the name it was said with', async () => {
		const bench = await lentToBoth();
		await bench.perform(merge);
		await bench.perform(act('check-in', { copyId: 'copy-1' }));
		await bench.lend('copy-1', 'patron-2');
		const [{ id: mergeId } = { id: '' }] = bench.queries.patronMerges();
		expect(await bench.perform(act('unmerge-patrons', { mergeId }))).toMatchObject({ outcome: 'accepted' });
		expect(copiesOf(bench, one)).toEqual([]);
		expect(copiesOf(bench, two)).toEqual(['copy-1', 'copy-2']);
		expect(bench.queries.card('222')).toEqual({ id: '222', patronId: 'patron-2', status: 'active' });
		expect(bench.queries.patron(two)).toEqual(aPatron({ id: two, givenName: 'Tom', infix: undefined, familyName: 'Bakker' }));
		expect(bench.queries.patronMerges()).toEqual([]);
		expect(await bench.perform(act('unmerge-patrons', { mergeId }))).toMatchObject({ outcome: 'accepted', effects: [] });
	});

	it('stand once in the list of merges when two desks merged them, under the name that went', async () => {
		const bench = await lentToBoth();
		await bench.perform(merge);
		const [first] = bench.queries.patronMerges();
		// As a desk that came back later said it, an hour before.
		const said = { ...first, id: 'desk-2:1', at: (first?.at ?? 0) - 3_600_000, patron: aPatron({ id: one }) };
		bench.confirm('patronMerge', said);
		expect(bench.queries.patronMerges()).toEqual([first]);
	});

	it('are refused when they are one already, unknown, or when a pupil asks', async () => {
		const bench = await lentToBoth();
		expect(await bench.perform(act('merge-patrons', { from: 'patron-1', into: 'patron-1' }))).toMatchObject({ code: 'samePatron' });
		expect(await bench.perform(act('merge-patrons', { from: 'nobody', into: 'patron-1' }))).toMatchObject({ code: 'unknownPatron' });
		expect(await bench.perform(act('unmerge-patrons', { mergeId: 'nothing' }))).toMatchObject({ code: 'unknownMerge' });
		expect(await bench.perform(merge, { actor: pupil })).toMatchObject({ code: 'notPermitted' });
	});
});
