import { checkDigit13 } from './isbn.ts';

/** Serials that fit in a minted barcode. */
export const mintedBarcodes = 1_000_000;

/**
 * An eight-digit EAN for a label the school prints itself. It starts with 2: the prefix that GS1 leaves to
 * whoever sticks the label on, so that no product's own barcode can equal it.
 * @param serial 0 … 999,999
 */
export function mintedBarcode(serial: number): string {
	const seven = `2${String(serial).padStart(6, '0')}`;
	return seven + checkDigit8(seven);
}

/** The serial in a barcode minted here; `undefined` for any other barcode. */
export function serialOfMinted(barcode: string): number | undefined {
	if (!/^2\d{7}$/.test(barcode)) return undefined;
	const serial = Number(barcode.slice(1, 7));
	return mintedBarcode(serial) === barcode ? serial : undefined;
}

/** EAN-8 weighs from the right as EAN-13 does, so the thirteen-digit rule serves with zeros before. */
function checkDigit8(seven: string): string {
	return checkDigit13(seven.padStart(12, '0'));
}
