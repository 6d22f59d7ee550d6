import { describe, expect, it } from 'vitest';
import { nextInSeries, seriesKey } from '#lib/domain/catalogue/next-in-series.ts';
import { aTitle } from '../../builders/domain.ts';

const part = (id: string, seriesNumber?: string) => aTitle({ id: id as never, title: id, series: 'De Grijze Jager', ...(seriesNumber !== undefined && { seriesNumber }) });

describe('what comes next in a series', () => {
	it('is the nearest higher number that the school has, counted and not spelled', () => {
		const all = [part('tien', '10'), part('een', '1'), part('vier', 'deel 4'), part('twee', '2')];
		expect(nextInSeries(part('een', '1'), all)?.id).toBe('twee');
		expect(nextInSeries(part('twee', '2'), all)?.id).toBe('vier');
		expect(nextInSeries(part('vier', 'deel 4'), all)?.id).toBe('tien');
	});

	it('is nothing after the last, without a number, or where the number itself is all there is', () => {
		const all = [part('een', '1'), part('zonder')];
		expect(nextInSeries(part('een', '1'), all)).toBeUndefined();
		expect(nextInSeries(part('zonder'), all)).toBeUndefined();
		expect(nextInSeries(part('een', '1'), [part('nog-een', '1')])).toBeUndefined();
	});

	it('is never a title that has become another', () => {
		expect(nextInSeries(part('een', '1'), [{ ...part('twee', '2'), mergedInto: 'drie' as never }])).toBeUndefined();
	});

	it('knows a series by its words, and no series by an empty name', () => {
		expect(seriesKey(aTitle({ series: 'De grijze jager!' }))).toBe(seriesKey(part('een')));
		expect(seriesKey(aTitle({ series: ' ' }))).toBeUndefined();
		expect(seriesKey(aTitle())).toBeUndefined();
	});
});
