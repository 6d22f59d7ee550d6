import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ScanBuffer, type Pressed, type Stroke } from '#lib/client/device/scan-buffer.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** What labels and cards in schools carry: digits, letters, and the signs of Code 39. */
const barcode = fc.string({ unit: fc.constantFrom(...`0123456789${letters}-./`), minLength: 4, maxLength: 30 });
/** What the host makes of a key, whatever its layout: every character may come. */
const anyLayout = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), { minLength: 30, maxLength: 30 });
const gaps = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 31, maxLength: 31 });

const signs: Record<string, string> = { '-': 'Minus', '.': 'Period', '/': 'Slash' };

/** The key of an American keyboard for a character; `key` is what the host believes it is. */
function strokeFor(character: string, key: string, at: number): Stroke {
	if (/\d/.test(character)) return { code: `Digit${character}`, key, shift: false, at };
	if (/[A-Za-z]/.test(character)) {
		return { code: `Key${character.toUpperCase()}`, key, shift: /[A-Z]/.test(character), at };
	}
	return { code: signs[character] ?? '', key, shift: false, at };
}

interface Typed {
	readonly pressed: readonly Pressed[];
	readonly scans: readonly string[];
	readonly end: number;
}

function type(buffer: ScanBuffer, text: string, from: number, pace: readonly number[], keys: readonly string[] = []): Typed {
	let at = from;
	const pressed = [...text].map((character, index) => {
		at += index === 0 ? 0 : (pace[index] ?? 0);
		return buffer.press(strokeFor(character, keys[index] ?? character, at));
	});
	return { pressed, scans: pressed.flatMap(({ scans }) => scans), end: at };
}

function enter(buffer: ScanBuffer, at: number): Pressed {
	return buffer.press({ code: 'Enter', key: 'Enter', shift: false, at });
}

describe('a scanner that types', () => {
	test('gives exactly the code, on any keyboard layout, at any pace below the threshold, with Enter', () => {
		fc.assert(
			fc.property(barcode, anyLayout, gaps, (code, keys, pace) => {
				const buffer = new ScanBuffer();
				const typed = type(buffer, code, 1000, pace, keys);
				const last = enter(buffer, typed.end + (pace[30] ?? 0));
				expect([...typed.scans, ...last.scans]).toEqual([code]);
				expect(last.swallow).toBe(true);
				expect(buffer.settlesAt).toBeUndefined();
			})
		);
	});

	test('gives exactly the code without any ending, after a silence', () => {
		fc.assert(
			fc.property(barcode, anyLayout, gaps, (code, keys, pace) => {
				const buffer = new ScanBuffer();
				const { scans, end } = type(buffer, code, 1000, pace, keys);
				expect(scans).toEqual([]);
				expect(buffer.settle(end + 149)).toBeUndefined();
				expect(buffer.settle(end + 150)).toBe(code);
				expect(buffer.settle(end + 500)).toBeUndefined();
			})
		);
	});

	test('neither drops nor doubles a code in a row of codes three a second, timers running late or not at all', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(barcode, fc.boolean()), { minLength: 1, maxLength: 40 }), fc.boolean(), (row, withEnter) => {
				const buffer = new ScanBuffer();
				const heard: string[] = [];
				row.forEach(([code, timerRuns], index) => {
					const { scans, end } = type(buffer, code, index * 333, Array<number>(30).fill(5));
					heard.push(...scans);
					if (withEnter) heard.push(...enter(buffer, end + 5).scans);
					const settled = timerRuns ? buffer.settle(end + 160) : undefined;
					if (settled !== undefined) heard.push(settled);
				});
				const last = buffer.settle(row.length * 333 + 1000);
				expect(last === undefined ? heard : [...heard, last]).toEqual(row.map(([code]) => code));
			})
		);
	});

	test('that was seen to send Enter is waited for: a slow page splits none of its codes', () => {
		const buffer = new ScanBuffer();
		const first = type(buffer, '20010157', 0, Array<number>(30).fill(5));
		enter(buffer, first.end + 5);
		const begun = type(buffer, '402600', 1000, Array<number>(30).fill(5));
		expect(buffer.settle(begun.end + 400)).toBeUndefined();
		const ended = type(buffer, '0122', begun.end + 450, Array<number>(30).fill(5));
		expect(enter(buffer, ended.end + 5).scans).toEqual(['4026000122']);
	});

	test('is forgiven one hiccup that is shorter than the silence', () => {
		const buffer = new ScanBuffer();
		const { end } = type(buffer, '9789045125503', 0, [0, 5, 5, 5, 5, 5, 145, 5, 5, 5, 5, 5, 5]);
		expect(enter(buffer, end + 5).scans).toEqual(['9789045125503']);
	});

	test('that wakes up may send its first key ahead of the others', () => {
		fc.assert(
			fc.property(barcode, fc.integer({ min: 150, max: 300 }), fc.boolean(), (code, ahead, timerRuns) => {
				const buffer = new ScanBuffer();
				const first = type(buffer, code.slice(0, 1), 0, []);
				if (timerRuns) expect(buffer.settle(150)).toBeUndefined();
				const rest = type(buffer, code.slice(1), ahead, Array<number>(30).fill(5));
				expect([first, rest].map(({ pressed }) => pressed[0]?.begins)).toEqual(['alone', 'led']);
				expect(enter(buffer, rest.end + 5).scans).toEqual([code]);
			})
		);
	});

	test('loses the Enter that comes late behind a finished code, and the line feed behind an Enter', () => {
		const buffer = new ScanBuffer();
		const { end } = type(buffer, '20000017', 0, Array<number>(8).fill(10));
		expect(buffer.settle(end + 160)).toBe('20000017');
		expect(enter(buffer, end + 250)).toEqual({ swallow: true, begins: false, scans: [] });
		expect(enter(buffer, end + 2000).swallow).toBe(false);
	});

	test('is believed by `key` where Android leaves `code` empty', () => {
		const buffer = new ScanBuffer();
		for (const [index, key] of [...'Ab-12345'].entries()) buffer.press({ code: '', key, shift: false, at: index * 20 });
		expect(enter(buffer, 170).scans).toEqual(['Ab-12345']);
	});

	test('is heard where a keyboard app puts in the whole code at once', () => {
		const buffer = new ScanBuffer();
		expect(buffer.insert('9789045125503', 10).begins).toBe('alone');
		expect(buffer.settle(200)).toBe('9789045125503');
	});

	test('set to French on a French computer gives digits, not the signs above them', () => {
		const buffer = new ScanBuffer();
		for (const [index, key] of [...'20000017'].entries()) {
			buffer.press({ code: `Digit${key}`, key, shift: true, at: index * 8 });
		}
		expect(enter(buffer, 80).scans).toEqual(['20000017']);
	});

	test('loses the prefix, the suffix and the symbology identifier it was set to send', () => {
		const buffer = new ScanBuffer({ prefix: 'x', suffix: 'z' });
		const { end } = type(buffer, 'x20000017z', 0, Array<number>(10).fill(5));
		expect(buffer.settle(end + 150)).toBe('20000017');
		const keys = [']', 'E', '0'].map((key, index) => ({ code: '', key, shift: false, at: 900 + index }));
		for (const key of keys) buffer.press(key);
		const { end: second } = type(buffer, '9789045125503', 903, Array<number>(13).fill(5));
		expect(buffer.settle(second + 150)).toBe('9789045125503');
	});
});

describe('a person who types', () => {
	test('keeps every key and gives no code, at any human pace', () => {
		const pace = fc.array(fc.integer({ min: 70, max: 900 }), { minLength: 31, maxLength: 31 });
		fc.assert(
			fc.property(barcode, pace, (text, between) => {
				const buffer = new ScanBuffer();
				const { pressed, scans, end } = type(buffer, text, 0, between);
				expect(scans).toEqual([]);
				expect(pressed.some(({ swallow }) => swallow)).toBe(false);
				expect(enter(buffer, end + (between[30] ?? 70))).toMatchObject({ swallow: false, scans: [] });
			})
		);
	});

	test('a while before a scan leaves the code alone', () => {
		const buffer = new ScanBuffer();
		type(buffer, '4', 0, []);
		const { end } = type(buffer, '20000017', 301, Array<number>(8).fill(5));
		expect(enter(buffer, end + 5).scans).toEqual(['20000017']);
	});

	test('may roll three keys at once without losing them', () => {
		const buffer = new ScanBuffer();
		const { pressed, end } = type(buffer, 'sch', 0, [0, 30, 30]);
		expect(pressed.every(({ swallow }) => !swallow)).toBe(true);
		expect(buffer.settle(end + 150)).toBeUndefined();
	});

	test('keeps Enter and Tab when no code came before them', () => {
		const buffer = new ScanBuffer();
		expect(enter(buffer, 1000).swallow).toBe(false);
		expect(buffer.press({ code: 'Tab', key: 'Tab', shift: false, at: 2000 }).swallow).toBe(false);
	});

	test('who presses another key ends the code that came before it', () => {
		const buffer = new ScanBuffer();
		const { end } = type(buffer, '20000017', 0, Array<number>(8).fill(5));
		expect(buffer.press({ code: 'ArrowDown', key: 'ArrowDown', shift: false, at: end + 50 })).toEqual({
			swallow: false,
			begins: false,
			scans: ['20000017']
		});
	});
});
