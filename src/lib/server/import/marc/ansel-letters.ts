/** The Latin letters of ANSI/NISO Z39.47 (ANSEL), which MARC-8 has from 0xA1 on. */
export const anselSigns: Readonly<Record<number, string>> = Object.fromEntries([
	...listed(0xa1, 'ŁØĐÞÆŒʹ·♭®±ƠƯʼ'),
	...listed(0xb0, 'ʻłøđþæœʺı£ð'),
	...listed(0xbc, 'ơư'),
	...listed(0xc0, '°ℓ℗©♯¿¡ß€')
]);

/** Signs that MARC-8 writes before the letter that wears them, and Unicode behind it. */
export const anselAccents: Readonly<Record<number, string>> = Object.fromEntries([
	...listed(0xe0, '\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310'),
	...listed(0xf0, '\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23'),
	...listed(0xfe, '\u0313')
]);

function listed(first: number, letters: string): [number, string][] {
	return [...letters].map((letter, i) => [first + i, letter]);
}
