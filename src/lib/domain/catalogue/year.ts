/**
 * The year of publication in a cell: `2008`, `2008.0`, `[2008]`, `cop. 2008`, `2008-2010` (the first), `-750`, `750 v.Chr.`.
 * Negative before Christ. `undefined` when no year stands there without guessing (`134m`).
 */
export function readYear(cell: string): number | undefined {
	const text = cell.trim().replace(/^=?"(.*)"$/, '$1');
	const beforeChrist = /^(?:ca?\.?\s*)?(\d{1,4})\s*(?:v\.?\s*chr\.?|bc|bce|v\.?\s*o\.?\s*j\.?)$/i.exec(text);
	if (beforeChrist) return inRange(-Number(beforeChrist[1]));
	const number = /^[-\u2212]?\d{1,4}(?:[.,]0+)?$/.exec(text);
	if (number) return inRange(Number(text.replace('\u2212', '-').replace(',', '.')));
	const within = /(?<![\dA-Za-z])(?:[c©]\s?)?(1[4-9]\d\d|20\d\d)(?![\dA-Za-z])/.exec(text);
	return within ? inRange(Number(within[1])) : undefined;
}

/** There is no year 0; spreadsheets write it for an empty cell. */
function inRange(year: number): number | undefined {
	return year !== 0 && year >= -3000 && year <= 2200 ? year : undefined;
}
