/** Name parts of a person, as the roster spells them. */
export interface PersonName {
	readonly givenName: string;
	readonly infix?: string | undefined;
	readonly familyName: string;
}

const loginNamePattern = /^[a-z0-9][a-z0-9._-]{1,59}$/;

/** A login name as stored and compared: no case, no accents, no blanks around it. */
export function normaliseLoginName(typed: string): string {
	return typed
		.trim()
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase();
}

export function isLoginName(name: string): boolean {
	return loginNamePattern.test(name);
}

/** What better-auth keeps as username: one name may exist in many schools. */
export function usernameOf(brin: string, loginName: string): string {
	return `${brin.toLowerCase()}/${normaliseLoginName(loginName)}`;
}

/** better-auth demands an address; this one is never shown, and `.invalid` can never receive anything. */
export function syntheticAddress(brin: string, accountId: string): string {
	return `${accountId}@${brin}.invalid`.toLowerCase();
}

/**
 * Login names for a person, the best first, without end: the pupil number, then the given name with
 * ever more of the family name, then numbers.
 */
export function* proposeLoginNames(person: PersonName, pupilNumber?: string): Generator<string, never> {
	const number = pupilNumber === undefined ? '' : normaliseLoginName(pupilNumber);
	if (isLoginName(number)) yield number;
	const given = plainLetters(person.givenName).slice(0, 30) || 'leerling';
	const family = plainLetters(`${person.infix ?? ''}${person.familyName}`).slice(0, 25);
	for (let length = Math.min(3, family.length); length > 0 && length <= family.length; length++) {
		yield `${given}.${family.slice(0, length)}`;
	}
	const whole = family ? `${given}.${family}` : given;
	for (let n = 2; ; n++) yield `${whole}${n}`;
}

function plainLetters(text: string): string {
	return normaliseLoginName(text).replaceAll(/[^a-z0-9]/g, '');
}
