import { describe, expect, test } from 'vitest';
import { anyScanning } from '#lib/domain/school/scanning.ts';
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
		expect(show(new BarcodeReads({ ...anyScanning, formats: ['ean_8'] }), 'qr_code', ['https://example.org'])).toEqual([undefined]);
	});

	test('is ignored when it is as long as neither a label nor a card, but for an ISBN and a command', () => {
		const scanning = { ...anyScanning, labelLengths: [8], cardLengths: [5, 6] };
		const seen = (text: string) => show(new BarcodeReads(scanning), 'qr_code', [text]);
		expect(seen('1234567')).toEqual([undefined]);
		expect([seen('12345678'), seen('123456'), seen('MT-UNDO'), seen('9789045125503')].flat()).toEqual(['12345678', '123456', 'MT-UNDO', '9789045125503']);
		expect(show(new BarcodeReads({ ...scanning, cardLengths: [] }), 'qr_code', ['1234567'])).toEqual(['1234567']);
	});
});
