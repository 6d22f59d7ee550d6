import Papa from 'papaparse';

const candidates = [';', ',', '\t', '|'] as const;

/** A line that a spreadsheet quoted as one cell: `"a;""b"";c"`. */
const wholeLineQuoted = /^"(?:[^"]|"")*"$/;

/**
 * The separator that cuts most lines of a sample into the same number of columns, more than one.
 * @param sample the beginning of a file, whole lines
 */
export function guessDelimiter(sample: string): string {
	const text = sample.split(/\r\n|\n|\r/).slice(0, 60).map(unwrapLine).join('\n');
	const scores = candidates.map((delimiter) => ({ delimiter, ...steadiness(text, delimiter) }));
	const best = scores.filter((score) => score.columns > 1).toSorted((a, b) => b.lines - a.lines || b.columns - a.columns)[0];
	return best?.delimiter ?? ';';
}

/** Takes the quotes off a line that is one cell by mistake. */
function unwrapLine(line: string): string {
	return wholeLineQuoted.test(line) ? line.slice(1, -1).replaceAll('""', '"') : line;
}

/** A row read as one cell while the separator stands inside it is a line that was quoted whole. */
export function unwrapRow(cells: string[], delimiter: string): string[] {
	const only = cells[0];
	if (cells.length !== 1 || !only?.includes(delimiter)) return cells;
	return Papa.parse<string[]>(only, { delimiter }).data[0] ?? cells;
}

function steadiness(text: string, delimiter: string): { columns: number; lines: number } {
	const rows = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
	const lines = new Map<number, number>();
	for (const row of rows) if (row.length > 1) lines.set(row.length, (lines.get(row.length) ?? 0) + 1);
	const [columns, count] = [...lines].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
	return { columns, lines: count };
}
