export type NumberReading =
	| { readonly outcome: 'absent' }
	| { readonly outcome: 'read'; readonly number: string }
	/** A spreadsheet wrote it in scientific notation; the digits are gone. */
	| { readonly outcome: 'rejected'; readonly reason: 'numberDamaged' | 'numberTooLong' };

/** Kept as text with its leading zeros: `001234` and `1234` are two people until the school says otherwise. */
export function readPupilNumber(cell: string): NumberReading {
	const text = cell.normalize('NFC').trim().replace(/^=?\s*"(.*)"$/, '$1').replace(/^['’]/, '').replace(/[\s\u00A0]+/g, '');
	const number = text.replace(/^(\d+)[.,]0$/, '$1');
	if (number === '') return { outcome: 'absent' };
	if (/^\d([.,]\d+)?E\+?\d+$/i.test(number)) return { outcome: 'rejected', reason: 'numberDamaged' };
	if (number.length > 40) return { outcome: 'rejected', reason: 'numberTooLong' };
	return { outcome: 'read', number };
}

/** `001234` → `1234`: only for finding numbers that a spreadsheet may have shortened, never for storing. */
export function withoutLeadingZeros(number: string): string {
	return number.replace(/^0+(?=.)/, '');
}
