import { describe, expect, it } from 'vitest';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { activationUrl, codeAlphabet, codeHash, newCode, normaliseCode, printedCode } from '#lib/server/auth/activation-code.ts';

const school = 'school-1' as SchoolId;

describe('a printed code', () => {
	it('has at most one sign of each pair that print confuses, and no vowel', () => {
		for (const pair of ['O0', 'I1', 'L1', 'S5', 'Z2', 'B8', 'G6', 'UV']) {
			expect([...pair].filter((sign) => codeAlphabet.includes(sign)).length, pair).toBeLessThanOrEqual(1);
		}
		expect(codeAlphabet).not.toMatch(/[AEIOUY]/);
		expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
	});

	it('is eight signs drawn from the whole alphabet, printed in two groups', () => {
		expect(newCode(() => 0)).toBe(codeAlphabet[0]?.repeat(8));
		expect(newCode((below) => below - 1)).toBe(codeAlphabet.at(-1)?.repeat(8));
		expect(printedCode('BCDFGHJK')).toBe('BCDF-GHJK');
	});

	it('is the same code however it is typed', () => {
		for (const typed of ['BCDF-GHJK', 'bcdf ghjk', ' bcdf – ghjk ', 'BcDf.GhJk']) expect(normaliseCode(typed)).toBe('BCDFGHJK');
	});

	it('is another code in another school', () => {
		expect(codeHash(school, 'BCDFGHJK')).not.toBe(codeHash('school-2' as SchoolId, 'BCDFGHJK'));
		expect(codeHash(school, 'BCDFGHJK')).not.toContain('BCDF');
	});

	it('stands in a QR with its school', () => {
		expect(activationUrl('https://mediatheek.example', '12AB', 'BCDF-GHJK')).toBe('https://mediatheek.example/activate?school=12AB&code=BCDFGHJK');
	});
});
