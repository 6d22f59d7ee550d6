/** What a new password or PIN must be; the server says the same, and knows more about what is too easy. */
export const pinMinimum = 6;
export const passwordMinimum = 8;
/** Who sees other people's loans needs more than digits. */
export const staffPasswordMinimum = 10;

export type SecretProblem =
	| { readonly kind: 'tooShort'; readonly of: 'pin' | 'password'; readonly missing: number }
	| { readonly kind: 'tooEasy' };

/** What is still wrong with a secret as far as the device can tell; `undefined`: nothing. Digits only make a PIN. */
export function problemOf(secret: string): SecretProblem | undefined {
	const of = /^\d*$/.test(secret) ? 'pin' : 'password';
	const missing = (of === 'pin' ? pinMinimum : passwordMinimum) - [...secret].length;
	if (missing > 0) return { kind: 'tooShort', of, missing };
	return of === 'pin' && isSimplePin(secret) ? { kind: 'tooEasy' } : undefined;
}

/** 000000, 123456, 987654: the ones everybody tries first. */
function isSimplePin(pin: string): boolean {
	const steps = [...pin].slice(1).map((digit, place) => (Number(digit) - Number(pin[place]) + 10) % 10);
	return new Set(steps).size === 1;
}
