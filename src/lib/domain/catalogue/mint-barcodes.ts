import { mintedBarcode, mintedBarcodes } from './barcode.ts';

/** Serials that one installation begins with, so that two desks without a connection seldom mint the same. */
const blockSize = 1000;

/**
 * Free barcodes for labels the school prints itself.
 * @param seed the installation's id: where in all serials it begins
 * @throws when fewer than `count` are free
 */
export function freeBarcodes(count: number, seed: string, isTaken: (barcode: string) => boolean): string[] {
	const start = (hash(seed) % (mintedBarcodes / blockSize)) * blockSize;
	const free: string[] = [];
	for (let step = 0; step < mintedBarcodes && free.length < count; step++) {
		const barcode = mintedBarcode((start + step) % mintedBarcodes);
		if (!isTaken(barcode)) free.push(barcode);
	}
	if (free.length < count) throw new Error('every barcode is in use');
	return free;
}

/** FNV-1a: spreads ids that look alike. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
	return value >>> 0;
}
