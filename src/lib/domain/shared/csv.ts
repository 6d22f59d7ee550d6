/** What a spreadsheet would take for a formula and carry out (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r]/;

/** Rows of cells as CSV (RFC 4180) with semicolons, as spreadsheets in the Netherlands expect; formulas are disarmed. */
export function csvOf(rows: readonly (readonly string[])[]): string {
	// The mark lets a spreadsheet read accents right.
	return `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
	const safe = formulaStart.test(text) ? `'${text}` : text;
	return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
