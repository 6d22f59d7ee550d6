import { z } from 'zod';
import { isIsbn13 } from '../catalogue/isbn.ts';

/** Formats that labels and cards of schools use; everything else in sight is left alone. */
export const scanFormats = ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39', 'codabar', 'itf', 'qr_code'] as const;
export type ScanFormat = (typeof scanFormats)[number];

const lengths = z.array(z.number().int().min(1).max(64)).max(10);

/** What this school's labels and cards look like, so that a code that was read half is not taken for one of them. */
export const scanningSchema = z.object({
	/** What the camera looks for. */
	formats: z.array(z.enum(scanFormats)).min(1),
	/** Characters on a label; empty: however many. */
	labelLengths: lengths,
	/** Characters on a card; empty: however many. */
	cardLengths: lengths
});
export type Scanning = z.infer<typeof scanningSchema>;

export const anyScanning: Scanning = { formats: [...scanFormats], labelLengths: [], cardLengths: [] };

/** Commands on the counter sheet, and ISBNs on back covers, are always understood. */
function isAlwaysAccepted(code: string): boolean {
	return /^MT-/i.test(code) || isIsbn13(code);
}

/** What a code nobody knows can be, by its length: both where the school gave no lengths, neither when it was read wrong. */
export function kindsOfCode(code: string, { labelLengths, cardLengths }: Scanning): { readonly label: boolean; readonly card: boolean } {
	const fits = (allowed: readonly number[]) => allowed.length === 0 || allowed.includes(code.length);
	return { label: fits(labelLengths), card: fits(cardLengths) };
}

/** Whether a code can be anything at all here. */
export function isAcceptedCode(code: string, scanning: Scanning): boolean {
	const { label, card } = kindsOfCode(code, scanning);
	return label || card || isAlwaysAccepted(code);
}
