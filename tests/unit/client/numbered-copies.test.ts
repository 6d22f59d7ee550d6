import { expect, it } from 'vitest';
import { mintedBarcode } from '#lib/domain/catalogue/barcode.ts';
import { labelsAtOnce, nextNumbered } from '../../../src/routes/catalogue/edit/labelled-copies.ts';
import { aCopy, copyId } from '../../builders/domain.ts';
import { Bench } from '../../builders/device.ts';

it('labels of copies that were numbered here come a few sheets at a time, in the order of their numbers', () => {
	const bench = new Bench();
	for (let serial = labelsAtOnce; serial >= 0; serial--) bench.confirm('copy', aCopy({ id: copyId(`numbered-${serial}`), barcode: mintedBarcode(serial) }));
	bench.confirm('copy', aCopy({ id: copyId('labelled'), barcode: '30007007467409' }));
	bench.confirm('copy', aCopy({ id: copyId('gone'), barcode: mintedBarcode(900), status: 'withdrawn' }));
	const numbered = bench.queries.copiesNumberedHere();
	const first = nextNumbered(numbered, []);
	expect([first.from, first.barcodes.length, first.barcodes[0]]).toEqual([0, labelsAtOnce, mintedBarcode(0)]);
	const second = nextNumbered(numbered, first.barcodes);
	expect(second).toEqual({ from: labelsAtOnce, barcodes: [mintedBarcode(labelsAtOnce)] });
	expect(nextNumbered(numbered, second.barcodes)).toEqual(first);
});
