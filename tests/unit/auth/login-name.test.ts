import { describe, expect, it } from 'vitest';
import { isLoginName, normaliseLoginName, proposeLoginNames, syntheticAddress, usernameOf } from '#lib/server/auth/login-name.ts';

function firstNames(count: number, ...person: Parameters<typeof proposeLoginNames>): string[] {
	return [...proposeLoginNames(...person).take(count)];
}

const sara = { givenName: 'Sára', infix: 'van der', familyName: 'Meer' };

describe('login names', () => {
	it('do not depend on case, accents or blanks around them', () => {
		expect(normaliseLoginName('  Zoë.Ö ')).toBe('zoe.o');
	});

	it('begin with the pupil number, when there is one that can be typed', () => {
		expect(firstNames(2, sara, '001234')).toEqual(['001234', 'sara.van']);
		expect(firstNames(1, sara, '12 34/5')).toEqual(['sara.van']);
	});

	it('take ever more of the family name, then numbers', () => {
		expect(firstNames(6, { givenName: 'Bo', familyName: 'Vink' })).toEqual(['bo.vin', 'bo.vink', 'bo.vink2', 'bo.vink3', 'bo.vink4', 'bo.vink5']);
	});

	it('can be made for every name', () => {
		for (const person of [{ givenName: '李', familyName: '' }, { givenName: 'A', familyName: 'B' }, { givenName: 'x'.repeat(200), familyName: 'y'.repeat(200) }]) {
			for (const name of firstNames(60, person)) expect(isLoginName(name), name).toBe(true);
		}
	});

	it('are kept per school, with an address that nobody can write to', () => {
		expect(usernameOf('12AB', ' Marjan ')).toBe('12ab/marjan');
		expect(syntheticAddress('12AB', 'F00D')).toBe('f00d@12ab.invalid');
	});
});
