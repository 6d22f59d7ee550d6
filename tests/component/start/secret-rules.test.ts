import { expect, test } from 'vitest';
import { passwordMinimum, pinMinimum, problemOf, staffPasswordMinimum } from '#lib/ui/start/secret-rules.ts';
import { weaknessOf } from '#lib/server/auth/secret-strength.ts';

const pupil = { staff: false, names: [] };
const staff = { staff: true, names: [] };

test('six digits are enough for a PIN, five are not', () => {
	expect(problemOf('48213')).toEqual({ kind: 'tooShort', of: 'pin', missing: 1 });
	expect(problemOf('482137')).toBeUndefined();
});

test('letters make it a password, and that must be longer', () => {
	expect(problemOf('boek48')).toEqual({ kind: 'tooShort', of: 'password', missing: 2 });
	expect(problemOf('boekenwurm')).toBeUndefined();
});

test.each(['000000', '123456', '987654'])('%s is too easy', (pin) => {
	expect(problemOf(pin)).toEqual({ kind: 'tooEasy' });
});

test('the lengths on the page are those the server asks', () => {
	const long = '7c!kQ2#vZ9xw';
	expect(weaknessOf(long.slice(0, passwordMinimum), pupil)).toBeUndefined();
	expect(weaknessOf(long.slice(0, passwordMinimum - 1), pupil)).toBe('tooShort');
	expect(weaknessOf('482137'.slice(0, pinMinimum - 1), pupil)).toBe('tooShort');
	expect(weaknessOf(long.slice(0, staffPasswordMinimum), staff)).toBeUndefined();
	expect(weaknessOf(long.slice(0, staffPasswordMinimum - 1), staff)).toBe('tooShort');
});

test('whatever the page calls too easy the server refuses as well', () => {
	for (const pin of ['000000', '123456', '987654', '2468024680']) {
		expect(problemOf(pin)).toEqual({ kind: 'tooEasy' });
		expect(weaknessOf(pin, pupil)).toBe('tooEasy');
	}
});
