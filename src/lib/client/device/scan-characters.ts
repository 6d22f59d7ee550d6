/**
 * A wedge scanner types as if the keyboard were American. The host may think it is French or German, so
 * what `KeyboardEvent.key` says is wrong there; the place of the key (`code`) is always right.
 */
const plain: Readonly<Record<string, string>> = {
	Minus: '-_',
	Equal: '=+',
	BracketLeft: '[{',
	BracketRight: ']}',
	Backslash: '\\|',
	Semicolon: ';:',
	Quote: '\'"',
	Backquote: '`~',
	Comma: ',<',
	Period: '.>',
	Slash: '/?',
	Space: '  ',
	NumpadDecimal: '..',
	NumpadSubtract: '--',
	NumpadAdd: '++',
	NumpadMultiply: '**',
	NumpadDivide: '//'
};
const shiftedDigits = ')!@#$%^&*(';

/**
 * The character that a scanner meant by a key, or `undefined` when the key is no character.
 * @param code `KeyboardEvent.code`; empty on some Android scanners, then `key` is believed
 */
export function scannedCharacter(code: string, key: string, shift: boolean): string | undefined {
	if (code === '') return [...key].length === 1 ? key : undefined;
	const digit = /^(Digit|Numpad)(\d)$/.exec(code);
	if (digit) return digit[1] === 'Digit' && shift ? shiftedDigits[Number(digit[2])] : digit[2];
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter) return shift ? letter : letter.toLowerCase();
	return plain[code]?.[shift ? 1 : 0];
}

/**
 * Chooses between what the places of the keys say and what the host read. A scanner that was set to the
 * host's own French layout presses shift for each digit: then the places give only signs, and the host is right.
 */
export function likelierReading(byPlace: string, byHost: string): string {
	return /^[)!@#$%^&*(]+$/.test(byPlace) && /^\d+$/.test(byHost) ? byHost : byPlace;
}
