import { anselAccents, anselSigns } from './ansel-letters.ts';

const escape = 0x1b;
const lost = '\ufffd';

/** Sets of letters that can stand where ASCII stands, by the last byte of the escape that calls them. */
const sets: Readonly<Record<string, (byte: number) => string>> = {
	B: (byte) => String.fromCharCode(byte),
	s: (byte) => String.fromCharCode(byte),
	// Hebrew: its letters from 0x60 on.
	'2': (byte) => (byte >= 0x60 && byte <= 0x7a ? String.fromCharCode(byte + 0x570) : byte < 0x41 ? String.fromCharCode(byte) : lost),
	// Basic Cyrillic keeps the order of KOI-7.
	N: (byte) => (byte >= 0x40 && byte <= 0x7e ? (cyrillic[byte - 0x40] ?? lost) : byte < 0x40 ? String.fromCharCode(byte) : lost),
	b: (byte) => scripts(byte, 0x2080),
	p: (byte) => scripts(byte, 0x2070),
	g: (byte) => ({ 0x61: 'α', 0x62: 'β', 0x63: 'γ' })[byte] ?? lost
};

const cyrillic = [...'юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧ'];

/** Lower and upper digits; 1, 2 and 3 above the line stand elsewhere in Unicode. */
function scripts(byte: number, first: number): string {
	const digit = byte - 0x30;
	if (digit < 0 || digit > 9) return String.fromCharCode(byte);
	if (first === 0x2070 && digit >= 1 && digit <= 3) return '¹²³'[digit - 1] ?? lost;
	return String.fromCharCode(first + digit);
}

/**
 * Text from MARC-8: ASCII with ANSEL's Latin, and the small sets called by an escape. East Asian, Arabic and Greek
 * texts come out as U+FFFD; records that have them repeat the title in Latin letters.
 */
export function decodeMarc8(bytes: Uint8Array): string {
	let text = '';
	let accents = '';
	let letterOf = sets.B;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === escape) {
			const called = readEscape(bytes, at);
			at += called.length - 1;
			if (called.set !== undefined) letterOf = called.isUpper ? letterOf : sets[called.set];
			continue;
		}
		// Marks around words that do not sort, and joiners.
		if (byte >= 0x88 && byte <= 0x8e) continue;
		const accent = anselAccents[byte];
		if (accent !== undefined) accents += accent;
		else {
			text += (byte < 0x80 ? (letterOf?.(byte) ?? lost) : (anselSigns[byte] ?? lost)) + accents;
			accents = '';
		}
	}
	return (text + accents).normalize('NFC');
}

/** `ESC ( B`, `ESC $ 1`, `ESC s`: how long it is and which set it calls. */
function readEscape(bytes: Uint8Array, at: number): { length: number; set?: string; isUpper?: boolean } {
	const sign = (offset: number) => String.fromCharCode(bytes[at + offset] ?? 0);
	const [first, second] = [sign(1), sign(2)];
	if ('sgbp'.includes(first)) return { length: 2, set: first };
	if (first === '$') return ',()-'.includes(second) ? { length: 4, set: '$' } : { length: 3, set: '$' };
	if ('(,)-'.includes(first)) {
		const isLong = second === '!';
		return { length: isLong ? 4 : 3, set: isLong ? sign(3) : second, isUpper: ')-'.includes(first) };
	}
	return { length: 1 };
}
