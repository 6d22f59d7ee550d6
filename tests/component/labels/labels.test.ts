import { render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { barsOf } from '#lib/ui/labels/bars.ts';
import BarCode from '#lib/ui/labels/BarCode.svelte';
import { dealOverSheets, sheetFormats } from '#lib/ui/labels/sheet-formats.ts';
import { spineLines } from '#lib/ui/labels/spine-lines.ts';
import { aCopy, aTitle } from '../../builders/domain.ts';

describe('labels on a sheet', () => {
	it('begin at the first free place and go on to the next sheet', () => {
		const labels = Array.from({ length: 26 }, (_, i) => i);
		const sheets = dealOverSheets(labels, sheetFormats['3x8'], 23);
		expect(sheets.map((places) => places.filter((place) => place !== undefined).length)).toEqual([2, 24]);
		expect(sheets[0]?.slice(0, 22)).toEqual(Array.from({ length: 22 }, () => undefined));
	});

	it('need no sheet when there are none, and no place before the first', () => {
		expect(dealOverSheets([], sheetFormats['5x13'], 5)).toEqual([]);
		expect(dealOverSheets(['a'], sheetFormats['5x13'], -3)).toEqual([['a']]);
	});

	it.each(Object.entries(sheetFormats))('%s fits on A4', (_name, format) => {
		const width = format.marginLeft + format.columns * format.width + (format.columns - 1) * format.gap;
		expect(width).toBeLessThanOrEqual(210);
		expect(format.marginTop + format.rows * format.height).toBeLessThanOrEqual(297);
	});
});

describe('the bars of a label', () => {
	it('differ for labels that differ, and are left out where the code has no sign', () => {
		expect(barsOf('A-1')?.path).not.toBe(barsOf('A-2')?.path);
		expect(barsOf('Zoë')).toBeUndefined();
		expect(barsOf('')).toBeUndefined();
	});

	it('stand above the text that a person can type', () => {
		const { container } = render(BarCode, { text: '20000011' });
		expect(container.textContent.trim()).toBe('20000011');
		expect(container.querySelector('path')?.getAttribute('d')).toBe(barsOf('20000011')?.path);
	});
});

describe('a spine', () => {
	it('says the shelf and the first letters of the author', () => {
		expect(spineLines(aCopy({ shelf: 'Jeugd B' }), aTitle())).toEqual(['Jeugd B', 'BECK']);
		expect(spineLines(aCopy({ shelf: 'Klassiek Beck' }), aTitle())).toEqual(['Klassiek', 'BECK']);
		expect(spineLines(aCopy(), aTitle({ authors: [], siso: '680.2' }))).toEqual(['680.2', 'KRUI']);
	});
});
