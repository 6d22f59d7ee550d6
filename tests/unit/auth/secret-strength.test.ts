import { describe, expect, it } from 'vitest';
import { weaknessOf } from '#lib/server/auth/secret-strength.ts';

const pupil = { staff: false, names: ['sara.mee', '482915'] };
const staff = { staff: true, names: ['marjan'] };

describe('a PIN', () => {
	it('has six digits or more', () => {
		expect(weaknessOf('48291', pupil)).toBe('tooShort');
		expect(weaknessOf('482916', pupil)).toBeUndefined();
		expect(weaknessOf('4829160357', pupil)).toBeUndefined();
	});

	it.each(['000000', '123456', '654321', '890123', '135791', '123123', '121212', '123321', '112233', '112211', '147258', '159753'])(
		'is not %s',
		(pin) => expect(weaknessOf(pin, pupil)).toBe('tooEasy')
	);

	it('is not the number printed beside the code', () => {
		expect(weaknessOf('482915', pupil)).toBe('sameAsName');
	});

	it('is not enough for staff', () => {
		expect(weaknessOf('482916', staff)).toBe('tooShort');
	});
});

describe('a password', () => {
	it('has eight signs, for staff ten', () => {
		expect(weaknessOf('boekenw', pupil)).toBe('tooShort');
		expect(weaknessOf('boekenwurm', pupil)).toBeUndefined();
		expect(weaknessOf('boekenwur', staff)).toBe('tooShort');
		expect(weaknessOf('boekenwurm', staff)).toBeUndefined();
	});

	it.each(['Welkom2026!', 'wachtwoord1', 'aaaaaaaaaa', 'abcabcabcabc', 'Mediatheek01'])('is not %s', (password) =>
		expect(weaknessOf(password, staff)).toBe('tooEasy')
	);

	it('is not the name, in whatever case', () => {
		expect(weaknessOf('Sara.Mee', pupil)).toBe('sameAsName');
	});
});
