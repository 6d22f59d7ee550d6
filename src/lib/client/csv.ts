import Papa from 'papaparse';

export interface CsvLines {
	readonly header: readonly string[];
	/** Cells by the name of their column. */
	readonly lines: readonly Readonly<Record<string, string>>[];
}

/** Reads a CSV file as spreadsheets and reading sites write it: with the usual separators, UTF-8 with or without its mark. */
export async function readCsvFile(file: Blob): Promise<CsvLines> {
	const text = (await file.text()).replace(/^\uFEFF/, '');
	const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: 'greedy', transformHeader: (name) => name.trim() });
	return { header: meta.fields ?? [], lines: data };
}

/** A CSV file that spreadsheets open with its accents right. */
export function writeCsvFile(columns: readonly string[], lines: readonly Readonly<Record<string, string>>[]): Blob {
	const text = Papa.unparse({ fields: [...columns], data: lines.map((line) => columns.map((column) => line[column] ?? '')) }, { escapeFormulae: true });
	return new Blob(['\uFEFF', text, '\r\n'], { type: 'text/csv;charset=utf-8' });
}
