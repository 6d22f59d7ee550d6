import { createHash, randomInt } from 'node:crypto';
import type { SchoolId } from '#lib/domain/shared/ids.ts';

/**
 * Of each pair that print and handwriting confuse (O/0, I/1/L, S/5, Z/2, B/8, G/6, U/V) at most one is here,
 * and there is no vowel, so that no code spells a word.
 */
export const codeAlphabet = 'BCDFGHJKMNPQRTVWXZ3479';

const codeLength = 8;
const groupLength = 4;

/** A fresh code as stored and compared: eight signs, about 36 bits. */
export function newCode(pick: (below: number) => number = randomInt): string {
	return Array.from({ length: codeLength }, () => codeAlphabet[pick(codeAlphabet.length)]).join('');
}

/** As printed: `BCDF-GHJK`. */
export function printedCode(code: string): string {
	return code.match(new RegExp(`.{1,${groupLength}}`, 'g'))?.join('-') ?? '';
}

/** What somebody typed, as stored: case, blanks and dashes do not count. */
export function normaliseCode(typed: string): string {
	return typed.toUpperCase().replaceAll(/[\s\-–—.]/g, '');
}

/** What the database keeps of a code. The school is part of it: a code opens nothing in another school. */
export function codeHash(schoolId: SchoolId, code: string): string {
	return createHash('sha256').update(`${schoolId}:${code}`).digest('hex');
}

/** What the QR beside a printed code says: the page for codes, filled in. @param origin `https://…`, without a path */
export function activationUrl(origin: string, brin: string, code: string): string {
	const url = new URL('/activate', origin);
	url.searchParams.set('school', brin);
	url.searchParams.set('code', normaliseCode(code));
	return url.href;
}
