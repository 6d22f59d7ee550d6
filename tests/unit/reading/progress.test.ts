import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldProgress, progressStepSchema, type ProgressStep } from '#lib/domain/reading/progress.ts';
import { changedEntry, type EntryChange } from '#lib/domain/reading/reading-entry.ts';
import { day } from '../../builders/domain.ts';
import { aReading, aStep, finishedOn, stamp } from '../../builders/reading.ts';

const anyStep: fc.Arbitrary<ProgressStep> = fc
	.oneof(
		fc.record({ unit: fc.constant('pages' as const), amount: fc.integer({ min: 1, max: 80 }) }),
		fc.record({ unit: fc.constant('minutes' as const), amount: fc.integer({ min: 1, max: 120 }) }),
		fc.record({ unit: fc.constant('page' as const), at: fc.integer({ min: 0, max: 400 }) }),
		fc.record({ unit: fc.constant('percent' as const), at: fc.integer({ min: 0, max: 100 }) })
	)
	.map((step) => progressStepSchema.parse(step));

const steps = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 5 }), anyStep), { maxLength: 12 })
	.map((all) => all.map(([at, step], i) => aStep(`step-${i}`, at, step)));

describe('how far a reading got', () => {
	it('adds up amounts, also when two phones logged the same ones without a network', () => {
		const both = [aStep('a', 1, { unit: 'pages', amount: 20 }), aStep('b', 1, { unit: 'pages', amount: 20 })];
		expect(foldProgress(aReading(), both)).toMatchObject({ page: 40, pages: 40, percent: 20 });
	});

	it('takes a place as a place: the same page on two phones is that page, and going back reads nothing new', () => {
		const place = (id: string, at: number, page: number) => aStep(id, at, { unit: 'page', at: page });
		expect(foldProgress(aReading(), [place('a', 1, 120), place('b', 2, 120)])).toMatchObject({ page: 120, pages: 120 });
		expect(foldProgress(aReading(), [place('a', 1, 120), place('b', 2, 100)])).toMatchObject({ page: 100, pages: 120 });
	});

	it('turns a percentage into pages where their number is known, and keeps it as it is where not', () => {
		const half = [aStep('a', 1, { unit: 'percent', at: 50 })];
		expect(foldProgress(aReading(), half)).toMatchObject({ page: 100, pages: 100, percent: 50 });
		const unknown = aReading({ work: { title: 'Lampje', authors: [] } });
		expect(foldProgress(unknown, half)).toMatchObject({ page: undefined, pages: 0, percent: 50 });
		expect(foldProgress({ ...unknown, pages: stamp(300) }, half)).toMatchObject({ page: 150 });
	});

	it('has read a finished title to its last page, on the day it was finished', () => {
		const state = foldProgress(finishedOn('2026-11-20'), [aStep('a', 1, { unit: 'page', at: 150 })]);
		expect(state).toMatchObject({ page: 200, pages: 200, percent: 100 });
		expect(state.days.get(day('2026-11-20'))).toEqual({ pages: 50, minutes: 0 });
	});

	it('does not depend on the order in which steps arrive', () => {
		fc.assert(
			fc.property(steps, fc.infiniteStream(fc.nat()), (all, order) => {
				const shuffled = all.map((step) => [order.next().value as number, step] as const).toSorted(([a], [b]) => a - b).map(([, step]) => step);
				expect(foldProgress(aReading(), shuffled)).toEqual(foldProgress(aReading(), all));
			})
		);
	});

	it('gives every page and minute to a day', () => {
		fc.assert(
			fc.property(steps, (all) => {
				const { pages, minutes, days } = foldProgress(aReading(), all);
				const sum = (of: 'pages' | 'minutes') => [...days.values()].reduce((total, each) => total + each[of], 0);
				expect([sum('pages'), sum('minutes')]).toEqual([pages, minutes]);
			})
		);
	});
});

describe('changes of a reading', () => {
	const changes: [EntryChange, number, string][] = [
		[{ part: 'rating', value: 4 }, 5, 'phone-1:4'],
		[{ part: 'rating', value: 2 }, 7, 'phone-2:9'],
		[{ part: 'rating', value: 5 }, 7, 'phone-1:5'],
		[{ part: 'note', value: 'mooi einde' }, 6, 'phone-2:8'],
		[{ part: 'ending', value: { how: 'finished', on: day('2026-11-02') } }, 3, 'phone-1:2'],
		[{ part: 'ending', value: null }, 4, 'phone-1:3']
	];

	it('come to the same entry in any order, and twice is once', () => {
		const apply = (list: typeof changes) => list.reduce((entry, [change, at, by]) => changedEntry(entry, change, at, by), aReading());
		const expected = apply(changes);
		expect(expected).toMatchObject({ rating: { value: 2 }, note: { value: 'mooi einde' }, ending: { value: null } });
		fc.assert(
			fc.property(fc.shuffledSubarray(changes, { minLength: changes.length }), (order) => {
				expect(apply([...order, ...order])).toEqual(expected);
			})
		);
	});
});
