/** How the computer is set; a scanner itself always presses the keys of a QWERTY keyboard. */
export type KeyboardLayout = 'qwerty' | 'azerty';

/** One key press as the page sees it: the place of the key, and what the layout makes of it. */
export type KeyPress = { code: string; key: string; shift: boolean };

// The unshifted digit row of a French AZERTY keyboard, from key 1 to key 0.
const azertyDigitRow = ['&', 'é', '"', "'", '(', '-', 'è', '_', 'ç', 'à'];
const digitKeys = '1234567890';
// Letter keys whose place differs: key of QWERTY → what AZERTY types there.
const azertyLetters: Record<string, string> = { a: 'q', q: 'a', z: 'w', w: 'z' };

const punctuation: Record<string, { code: string; shift: boolean; azerty: string }> = {
	'-': { code: 'Minus', shift: false, azerty: ')' },
	_: { code: 'Minus', shift: true, azerty: '°' },
	'.': { code: 'Period', shift: false, azerty: ':' },
	'/': { code: 'Slash', shift: false, azerty: '!' },
	':': { code: 'Semicolon', shift: true, azerty: 'M' },
	' ': { code: 'Space', shift: false, azerty: ' ' }
};

/**
 * The keys that a wedge scanner set to QWERTY presses for a text, and the characters that the computer types.
 * @throws when the scanner has no key for a character
 */
export function listKeyPresses(text: string, layout: KeyboardLayout): KeyPress[] {
	return [...text].map((character) => pressFor(character, layout));
}

function pressFor(character: string, layout: KeyboardLayout): KeyPress {
	const digit = digitKeys.indexOf(character);
	if (digit >= 0) {
		return { code: `Digit${character}`, key: layout === 'azerty' ? (azertyDigitRow[digit] ?? '') : character, shift: false };
	}
	if (/^[a-z]$/i.test(character)) return pressForLetter(character, layout);
	const sign = punctuation[character];
	if (!sign) throw new Error(`A wedge scanner has no key for ${JSON.stringify(character)}`);
	return { code: sign.code, key: layout === 'azerty' ? sign.azerty : character, shift: sign.shift };
}

function pressForLetter(character: string, layout: KeyboardLayout): KeyPress {
	const lower = character.toLowerCase();
	const shift = character !== lower;
	// The letter M sits where QWERTY has the semicolon; its own key types a comma or, shifted, a question mark.
	const typed = layout === 'qwerty' ? lower : lower === 'm' ? (shift ? '?' : ',') : (azertyLetters[lower] ?? lower);
	return { code: `Key${lower.toUpperCase()}`, key: shift ? typed.toUpperCase() : typed, shift };
}
