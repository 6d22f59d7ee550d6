import { describe, expect, test } from 'vitest';
import { BarcodeReads } from '#lib/client/device/barcode-reads.ts';

function show(reads: BarcodeReads, format: string, texts: readonly string[], from = 0): (string | undefined)[] {
	return texts.map((text, index) => reads.see([{ format, text }], from + index * 80));
}

describe('what the camera sees', () => {
	test('is believed after three equal reads in a row when the format has no check digit', () => {
		for (const format of ['code_39', 'codabar', 'itf']) {
			expect(show(new BarcodeReads(), format, ['1234', '1234', '1284', '1234', '1234', '1234'])).toEqual([
				undefined,
				undefined,
				undefined,
				undefined,
				undefined,
				'1234'
			]);
		}
	});

	test('is believed sooner when the code proves itself', () => {
		expect(show(new BarcodeReads(), 'ean_13', ['9789045125503', '9789045125503'])).toEqual([undefined, '9789045125503']);
		expect(show(new BarcodeReads(), 'qr_code', ['MT-UNDO'])).toEqual(['MT-UNDO']);
	});

	test('counts once while it stays in sight, and again when it comes back later', () => {
		const reads = new BarcodeReads();
		const steady = show(reads, 'ean_8', Array<string>(40).fill('20000017'));
		expect(steady.filter((code) => code !== undefined)).toEqual(['20000017']);
		expect(show(reads, 'ean_8', ['20000017', '20000017'], 9000)).toContain('20000017');
	});

	test('goes on at once to another code', () => {
		const reads = new BarcodeReads();
		show(reads, 'ean_8', ['20000017', '20000017']);
		expect(show(reads, 'ean_8', ['20000024', '20000024'], 400)).toContain('20000024');
	});

	test('is ignored in a format that the school does not use', () => {
		expect(show(new BarcodeReads(['ean_8']), 'qr_code', ['https://example.org'])).toEqual([undefined]);
	});
});
