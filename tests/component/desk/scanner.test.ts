import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ScannerHabit } from '#lib/client/device/scan-buffer.ts';
import { listenForScans } from '#lib/client/device/scanner.ts';

let heard: string[];
let stop: () => void;
let habit: ScannerHabit;
let field: HTMLInputElement;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	heard = [];
	habit = { endsByKey: false };
	stop = listenForScans(document, (code) => heard.push(code), {}, habit);
	field = document.createElement('input');
	document.body.append(field);
	field.focus();
});

afterEach(() => {
	stop();
	field.remove();
	vi.useRealTimers();
});

/** What a browser does with one key: the event, and unless the page stops it, the character in the field. */
function press(key: string, code: string, at: number, init: KeyboardEventInit = {}): boolean {
	const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...init });
	Object.defineProperty(event, 'timeStamp', { value: at });
	const goesOn = (document.activeElement ?? document.body).dispatchEvent(event);
	if (goesOn && key.length === 1 && document.activeElement === field) {
		field.value += key;
		field.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
	}
	return goesOn;
}

function scan(digits: string, from: number, gap = 5): number {
	[...digits].forEach((digit, index) => press(digit, `Digit${digit}`, from + index * gap));
	return from + digits.length * gap;
}

describe('listening for a scanner on the whole page', () => {
	test('takes the code out of the field it was typed into, and leaves what a person had typed', () => {
		field.value = 'Sofia';
		const typed: string[] = [];
		field.addEventListener('input', () => typed.push(field.value));
		const end = scan('4026000017', 1000);
		expect(press('Enter', 'Enter', end)).toBe(false);
		expect(heard).toEqual(['4026000017']);
		expect(field.value).toBe('Sofia');
		expect(typed.at(-1)).toBe('Sofia');
	});

	test('hears a scan while a button has the focus, and its Enter does not press the button', () => {
		const button = document.createElement('button');
		document.body.append(button);
		button.focus();
		const end = scan('20000017', 1000);
		expect(press('Enter', 'Enter', end)).toBe(false);
		expect(heard).toEqual(['20000017']);
		button.remove();
	});

	test('hears a scanner that sends no Enter, after a silence', () => {
		const end = scan('20000017', performance.now());
		vi.advanceTimersByTime(end - performance.now() + 400);
		expect(heard).toEqual(['20000017']);
		expect(field.value).toBe('');
	});

	test('knows on the next page that this scanner ends with Enter: a code that hiccups is one code', () => {
		press('Enter', 'Enter', scan('20000017', 1000));
		stop();
		stop = listenForScans(document, (code) => heard.push(code), {}, habit);
		vi.advanceTimersByTime(1500);
		const middle = scan('2000', performance.now());
		vi.advanceTimersByTime(middle - performance.now() + 400);
		press('Enter', 'Enter', scan('0024', middle + 400));
		expect(heard).toEqual(['20000017', '20000024']);
	});

	test('takes a code together whose first keys came long before the others, as their own times tell', () => {
		const [from, late] = [performance.now(), 400];
		scan('200', from);
		vi.advanceTimersByTime(late);
		press('Enter', 'Enter', scan('00017', from + 15));
		expect(heard).toEqual(['20000017']);
	});

	test('waits no longer for an Enter when a scanner came that sends none', () => {
		press('Enter', 'Enter', scan('20000017', 1000));
		expect(habit.endsByKey).toBe(true);
		vi.advanceTimersByTime(1500);
		scan('20000024', performance.now());
		vi.advanceTimersByTime(1000);
		expect(heard).toEqual(['20000017', '20000024']);
		expect(habit.endsByKey).toBe(false);
	});

	test('gives both of two equal scans, once each', () => {
		for (const from of [1000, 1334]) press('Enter', 'Enter', scan('20000017', from));
		vi.advanceTimersByTime(2000);
		expect(heard).toEqual(['20000017', '20000017']);
	});

	test('leaves slow typing, chords and a held key alone', () => {
		scan('20000017', 1000, 120);
		press('Enter', 'Enter', 3000);
		for (let i = 0; i < 12; i++) press('a', 'KeyA', 4000 + i * 30, { repeat: i > 0 });
		for (let i = 0; i < 6; i++) press('z', 'KeyZ', 6000 + i * 5, { ctrlKey: true });
		vi.advanceTimersByTime(5000);
		expect(heard).toEqual([]);
		expect(field.value).toContain('20000017');
	});

	test('hears a keyboard app that puts the whole code in at once, but no word it suggests', () => {
		press('Unidentified', '', 1000);
		field.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, inputType: 'insertText', data: 'Sofia ' }));
		vi.advanceTimersByTime(1000);
		expect(heard).toEqual([]);
		field.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, inputType: 'insertText', data: '9789045125503' }));
		vi.advanceTimersByTime(2000);
		expect(heard).toEqual(['9789045125503']);
	});

	test('hears nothing any more once it was stopped', () => {
		stop();
		press('Enter', 'Enter', scan('20000017', 1000));
		expect(heard).toEqual([]);
	});
});
