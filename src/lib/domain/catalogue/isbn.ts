/** What a cell that should hold an ISBN turned out to hold. */
export type IsbnReading =
	| { readonly outcome: 'absent' }
	/** Check digit right; an ISBN-10 is given as ISBN-13. */
	| { readonly outcome: 'valid'; readonly isbn: string }
	/** Leading zeros of an ISBN-10 were lost on the way and its check digit proves them. */
	| { readonly outcome: 'restored'; readonly isbn: string }
	| { readonly outcome: 'rejected'; readonly reason: IsbnRejection };

export type IsbnRejection = 'isbnDamaged' | 'isbnCheckDigit' | 'notAnIsbn';

/** The last digit of an ISBN-13, from the twelve before it (ISO 2108). */
export function checkDigit13(twelve: string): string {
	const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
	return String((10 - (sum % 10)) % 10);
}

/** The last character of an ISBN-10, from the nine digits before it; `X` stands for ten. */
export function checkDigit10(nine: string): string {
	const sum = [...nine].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
	const digit = (11 - (sum % 11)) % 11;
	return digit === 10 ? 'X' : String(digit);
}

/** Whether thirteen digits are an ISBN: a Bookland prefix and a right check digit. */
export function isIsbn13(text: string): boolean {
	return /^97[89]\d{10}$/.test(text) && checkDigit13(text.slice(0, 12)) === text[12];
}

export function isIsbn10(text: string): boolean {
	return /^\d{9}[\dX]$/.test(text) && checkDigit10(text.slice(0, 9)) === text[9];
}

/** @param isbn10 ten characters; only the first nine count */
export function isbn13Of10(isbn10: string): string {
	const twelve = `978${isbn10.slice(0, 9)}`;
	return twelve + checkDigit13(twelve);
}

/** The older form of thirteen digits; only 978 numbers have one. */
export function isbn10Of13(isbn: string): string | undefined {
	if (!isbn.startsWith('978')) return undefined;
	const nine = isbn.slice(3, 12);
	return nine + checkDigit10(nine);
}

/**
 * Reads one ISBN as exports write it: hyphens, blanks, a label, a spreadsheet's `="…"` or `.0`.
 * A number in scientific notation is never expanded: its last digits are gone, and one guess in ten
 * would pass the check digit by chance.
 */
export function readIsbn(cell: string): IsbnReading {
	const text = bare(cell);
	if (text === '') return { outcome: 'absent' };
	if (/^\d([.,]\d+)?E[+-]?\d+$/.test(text)) return rejected('isbnDamaged');
	if (/^\d{13}$/.test(text)) return isIsbn13(text) ? valid(text) : rejected(bookland(text));
	if (/^\d{9}[\dX]$/.test(text)) return isIsbn10(text) ? valid(isbn13Of10(text)) : rejected('isbnCheckDigit');
	// Seven digits are the least: no publisher's block has more than three leading zeros.
	if (/^\d{6,8}[\dX]$/.test(text)) return restored(text.padStart(10, '0'));
	return rejected('notAnIsbn');
}

/** Several ISBNs in one cell, as catalogues give paperback and hardback together. */
export function readIsbns(cell: string): IsbnReading[] {
	const parts = cell.split(/[;|/]|,(?!\d+E[+-]?\d)/i).map((part) => part.trim());
	const readings = parts.map(readIsbn).filter((reading) => reading.outcome !== 'absent');
	return readings.length > 0 ? readings : [{ outcome: 'absent' }];
}

function bare(cell: string): string {
	const withoutShield = cell.trim().replace(/^=?\s*"(.*)"$/, '$1').replace(/^['’]/, '');
	const withoutLabel = withoutShield.toUpperCase().replace(/^ISBN(-1[03])?[:\s]*/, '').replace(/\s*\(.*\)$/, '');
	return withoutLabel.replace(/^(\d{7,13})[.,]0+$/, '$1').replace(/[\s\u00A0\u2010-\u2015-]/g, '');
}

function valid(isbn: string): IsbnReading {
	return { outcome: 'valid', isbn };
}

function restored(isbn10: string): IsbnReading {
	return isIsbn10(isbn10) ? { outcome: 'restored', isbn: isbn13Of10(isbn10) } : rejected('isbnCheckDigit');
}

function rejected(reason: IsbnRejection): IsbnReading {
	return { outcome: 'rejected', reason };
}

function bookland(text: string): IsbnRejection {
	return /^97[89]/.test(text) ? 'isbnCheckDigit' : 'notAnIsbn';
}
