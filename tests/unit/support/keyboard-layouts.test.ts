import { describe, expect, it } from 'vitest';
import { listKeyPresses } from '../../support/keyboard-layouts.ts';

const typed = (text: string, layout: 'qwerty' | 'azerty') => listKeyPresses(text, layout).map(({ key }) => key).join('');

describe('a scanner that types as if on QWERTY', () => {
	it('types what the label says on a computer set to QWERTY', () => {
		expect(typed('9789045124216', 'qwerty')).toBe('9789045124216');
		expect(typed('MT-0042', 'qwerty')).toBe('MT-0042');
	});

	it('types the signs of the digit row on a computer set to AZERTY', () => {
		expect(typed('1234567890', 'azerty')).toBe('&é"\'(-è_çà');
	});

	it('presses the same keys whatever the layout', () => {
		const codes = (layout: 'qwerty' | 'azerty') => listKeyPresses('AZ-19', layout).map(({ code }) => code);
		expect(codes('azerty')).toEqual(['KeyA', 'KeyZ', 'Minus', 'Digit1', 'Digit9']);
		expect(codes('azerty')).toEqual(codes('qwerty'));
	});

	it('swaps the letters that sit elsewhere on AZERTY', () => {
		expect(typed('qwaz', 'azerty')).toBe('azqw');
		expect(typed('M', 'azerty')).toBe('?');
	});

	it('has no key for what a barcode cannot hold', () => {
		expect(() => listKeyPresses('é', 'qwerty')).toThrow('no key');
	});
});
