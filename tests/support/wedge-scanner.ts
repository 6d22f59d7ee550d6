import type { CDPSession, Page } from 'playwright-core';
import { openProtocolSession } from './chromium.ts';
import { listKeyPresses, type KeyboardLayout, type KeyPress } from './keyboard-layouts.ts';

export type WedgeOptions = {
	layout?: KeyboardLayout;
	/** Time between two keys. Real scanners take 2 to 15 ms. */
	msPerKey?: number;
	/** What the scanner sends after the code. */
	ending?: 'enter' | 'none';
};

const shiftModifier = 8;

/** A barcode scanner that types, as most USB scanners do, below everything the page could tell apart. */
export class WedgeScanner {
	readonly #session: CDPSession;
	readonly #options: Required<WedgeOptions>;

	private constructor(session: CDPSession, options: WedgeOptions) {
		this.#session = session;
		this.#options = { layout: 'qwerty', msPerKey: 4, ending: 'enter', ...options };
	}

	static async plugInto(page: Page, options: WedgeOptions = {}): Promise<WedgeScanner> {
		return new WedgeScanner(await openProtocolSession(page), options);
	}

	/** Types one barcode; done when the page has had its last key. */
	async scan(barcode: string): Promise<void> {
		const { layout, ending, msPerKey } = this.#options;
		const keys = listKeyPresses(barcode, layout);
		if (ending === 'enter') keys.push({ code: 'Enter', key: 'Enter', shift: false });
		const startedAt = Date.now();
		await new Promise((resolve) => setTimeout(resolve, keys.length * msPerKey));
		await Promise.all(keys.map((press, i) => this.#type(press, startedAt + i * msPerKey)));
	}

	/** Handed on together, each with its own time: a scanner waits for nobody, however busy the computer is. */
	#type(press: KeyPress, at: number): Promise<unknown> {
		const modifiers = press.shift ? shiftModifier : 0;
		const keyCode = virtualKeyCode(press);
		const event = {
			code: press.code,
			key: press.key,
			modifiers,
			windowsVirtualKeyCode: keyCode,
			nativeVirtualKeyCode: keyCode,
			timestamp: at / 1000
		};
		const text = press.key === 'Enter' ? '\r' : press.key;
		return Promise.all([
			this.#session.send('Input.dispatchKeyEvent', { ...event, type: 'keyDown', text, unmodifiedText: text }),
			this.#session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
		]);
	}
}

/** The old numeric code of a key; pages that look at it expect Enter to be 13. */
function virtualKeyCode(press: KeyPress): number {
	if (press.key === 'Enter') return 13;
	return /^(Digit|Key)/.test(press.code) ? press.code.charCodeAt(press.code.length - 1) : 0;
}
