import { expect, test } from 'vitest';
import { ask, warn } from '#lib/domain/circulation/policy.ts';
import { renewReason } from '#lib/ui/my/renew-words.ts';

test('a pupil reads that somebody waits for the same title', () => {
	expect(renewReason([ask('renewalHeld')])).toBe('Iemand anders wacht op dit boek.');
});

test('a pupil reads how often she renewed already', () => {
	expect(renewReason([ask('renewalsUsedUp', { allowed: 2, used: 2 })])).toBe('Je hebt al 2 keer verlengd. Meer kan niet.');
	expect(renewReason([ask('renewalsUsedUp', { allowed: 0, used: 0 })])).toBe('Dit boek kan niet verlengd worden.');
});

test('the reason that staff typed about a pupil is not shown to the pupil', () => {
	expect(renewReason([ask('patronBlocked', { reason: 'ruzie over boete' })])).not.toContain('ruzie');
});

test('two reasons are both said, and a warning is no reason', () => {
	const text = renewReason([ask('renewalHeld'), ask('renewalsUsedUp', { allowed: 1, used: 1 }), warn('attention', { text: 'x' })]);
	expect(text).toBe('Iemand anders wacht op dit boek. Je hebt al 1 keer verlengd. Meer kan niet.');
});
