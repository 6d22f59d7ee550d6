import { describe, expect, it } from 'vitest';
import { policyCodes } from '#lib/domain/circulation/policy.ts';
import { lendReason } from '#lib/ui/my/lend-words.ts';

describe('why a pupil cannot take a book along', () => {
	it('is said to the pupil, and the same reason once', () => {
		const findings = (['totalMaximum', 'categoryMaximum'] as const).map((code) => ({ code, severity: 'ask', facts: { maximum: 1 } }) as const);
		expect(lendReason(findings)).toBe('Je mag 1 boek tegelijk lenen. Breng eerst een boek terug.');
	});

	it('has words for every rule that asks, none of which names anybody', () => {
		for (const code of policyCodes) expect(lendReason([{ code, severity: 'ask', facts: { patronId: 'geheim' } }])).not.toMatch(/geheim|^$/);
	});

	it('leaves out what is only a warning', () => {
		expect(lendReason([{ code: 'looseParts', severity: 'warn' }])).toBe('');
	});
});
