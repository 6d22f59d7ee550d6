import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Queries } from '#lib/client/view/queries.ts';

/** One label to print. */
export interface CopyToLabel {
	readonly copy: Copy;
	readonly title: Title | undefined;
}

/** The copies with these barcodes, in their order; and the barcodes nobody knows. */
export function labelledCopies(queries: Queries, barcodes: readonly string[]): { readonly found: CopyToLabel[]; readonly unknown: string[] } {
	const found: CopyToLabel[] = [];
	const unknown: string[] = [];
	for (const barcode of barcodes) {
		const copy = queries.copyByBarcode(barcode);
		if (copy) found.push({ copy, title: queries.title(copy.titleId) });
		else unknown.push(barcode);
	}
	return { found, unknown };
}

/** Labels that a person prints in one go: ten sheets of twenty-four. */
export const labelsAtOnce = 240;

/** The next of the numbers given here, after the last one that stands in `barcodes`; from the first again behind the last. */
export function nextNumbered(numbered: readonly Copy[], barcodes: readonly string[]): { readonly from: number; readonly barcodes: string[] } {
	const last = barcodes.at(-1);
	const place = numbered.findIndex(({ barcode }) => barcode === last) + 1;
	const from = place < numbered.length ? place : 0;
	return { from, barcodes: numbered.slice(from, from + labelsAtOnce).map(({ barcode }) => barcode) };
}

/** Barcodes as they were scanned, one a line. */
export function barcodesIn(text: string): string[] {
	return [...new Set(text.split(/\s*\n\s*/).map((line) => line.trim()).filter((line) => line !== ''))];
}
