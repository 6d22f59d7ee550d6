import { describe, expect, it } from 'vitest';
import { aCopy } from '../../builders/domain.ts';
import { Bench } from '../../builders/device.ts';
import { meantBy } from '../../../src/routes/(desk)/desk/typed-entry.ts';

const bench = new Bench();
bench.confirm('copy', aCopy({ id: 'copy-3' as never, barcode: 'LAMPJE' }));
const { queries } = bench;
const { barcode } = aCopy();
const [tom, sara] = [{ id: 'patron-2' }, { id: 'patron-1' }];

describe('what somebody means who types at the desk', () => {
	it('is the one patron of that name, or a choice among several', () => {
		expect(meantBy(' bakker ', [tom], queries)).toEqual({ kind: 'patron', id: 'patron-2' });
		expect(meantBy('b', [tom, sara], queries)).toEqual({ kind: 'several' });
	});

	it('is a code when the school has it, also one of letters that somebody is called', () => {
		expect(meantBy(barcode, [], queries)).toEqual({ kind: 'code', code: barcode });
		expect(meantBy('LAMPJE', [tom], queries)).toEqual({ kind: 'code', code: 'LAMPJE' });
	});

	it('is a code when it looks like one: a number, or a command', () => {
		expect(meantBy('99999999', [], queries)).toEqual({ kind: 'code', code: '99999999' });
		expect(meantBy('mt-undo', [], queries)).toEqual({ kind: 'code', code: 'mt-undo' });
	});

	it('is nobody for another word, and nothing for none', () => {
		expect(meantBy('Pietersen', [], queries)).toEqual({ kind: 'nobody', text: 'Pietersen' });
		expect(meantBy('van der 3', [], queries)).toEqual({ kind: 'nobody', text: 'van der 3' });
		expect(meantBy('  ', [], queries)).toBeUndefined();
	});
});
