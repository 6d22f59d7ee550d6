/** Where labels stand on a sheet; millimetres. */
export interface SheetFormat {
	readonly columns: number;
	readonly rows: number;
	readonly width: number;
	readonly height: number;
	readonly marginLeft: number;
	readonly marginTop: number;
	/** Between two labels side by side. */
	readonly gap: number;
}

/** A4 sheets as shops sell them; cards have the size of a bank card (ISO 7810). */
export const sheetFormats = {
	'3x8': { columns: 3, rows: 8, width: 70, height: 37, marginLeft: 0, marginTop: 0.5, gap: 0 },
	'5x13': { columns: 5, rows: 13, width: 38.1, height: 21.2, marginLeft: 4.75, marginTop: 10.7, gap: 2.5 },
	cards: { columns: 2, rows: 5, width: 85.6, height: 54, marginLeft: 17, marginTop: 13.5, gap: 4.8 }
} as const satisfies Record<string, SheetFormat>;
export type SheetFormatName = keyof typeof sheetFormats;

/**
 * Deals labels over sheets; `undefined` is a place that stays empty.
 * @param start first free place of the first sheet, 1 … places on a sheet
 */
export function dealOverSheets<T>(labels: readonly T[], format: SheetFormat, start: number): (T | undefined)[][] {
	const places = format.columns * format.rows;
	const skipped = Math.min(Math.max(start, 1), places) - 1;
	const dealt: (T | undefined)[] = [...Array.from({ length: skipped }, () => undefined), ...labels];
	const sheets = labels.length === 0 ? 0 : Math.ceil(dealt.length / places);
	return Array.from({ length: sheets }, (_, sheet) => dealt.slice(sheet * places, (sheet + 1) * places));
}
