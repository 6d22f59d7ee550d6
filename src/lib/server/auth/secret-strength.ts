/** Why a password or PIN is not taken; `undefined`: it is strong enough. */
export type Weakness = 'tooShort' | 'tooEasy' | 'sameAsName';

const pinLength = 6;
const passwordLength = 8;
/** Staff see every pupil's loans. */
const staffPasswordLength = 10;

export interface SecretOwner {
	/** Staff need a password: a PIN of six digits is for who sees only their own loans. */
	readonly staff: boolean;
	/** Login name, pupil number: whatever is printed beside the code. */
	readonly names: readonly string[];
}

/** Judges a new secret. Only digits: a PIN; anything else: a password. */
export function weaknessOf(secret: string, owner: SecretOwner): Weakness | undefined {
	const digitsOnly = /^\d+$/.test(secret);
	const shortest = owner.staff ? staffPasswordLength : digitsOnly ? pinLength : passwordLength;
	if ([...secret].length < shortest) return 'tooShort';
	if (owner.names.some((name) => name.toLowerCase() === secret.toLowerCase())) return 'sameAsName';
	return digitsOnly ? pinWeakness(secret) : passwordWeakness(secret);
}

function pinWeakness(pin: string): Weakness | undefined {
	const trivial = fewSigns(pin, 2) || evenSteps(pin) || repeats(pin) || mirrored(pin) || inPairs(pin) || keypadPaths.has(pin);
	return trivial ? 'tooEasy' : undefined;
}

function passwordWeakness(password: string): Weakness | undefined {
	const letters = password.toLowerCase().replaceAll(/[^a-z]/g, '');
	return fewSigns(password, 3) || repeats(password) || obviousWords.has(letters) ? 'tooEasy' : undefined;
}

function fewSigns(text: string, most: number): boolean {
	return new Set(text).size <= most;
}

/** 123456, 987654, 246802, 890123. */
function evenSteps(pin: string): boolean {
	const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
	return new Set(steps).size === 1;
}

/** 123123, 121212. */
function repeats(text: string): boolean {
	return /^(.+)\1+$/.test(text);
}

/** 123321. */
function mirrored(pin: string): boolean {
	return [...pin].reverse().join('') === pin;
}

/** 112233: pairs, themselves in even steps. */
function inPairs(pin: string): boolean {
	return /^(?:(\d)\1)+$/.test(pin) && evenSteps([...pin].filter((_, i) => i % 2 === 0).join(''));
}

/** Lines drawn over the keys of a telephone. */
const keypadPaths = new Set(['147258', '147852', '258147', '258369', '369258', '159753', '159357', '753159', '357159', '147369', '741852']);

/** With digits and signs taken off: `Welkom2026!` is `welkom`. */
const obviousWords = new Set([
	'wachtwoord',
	'welkom',
	'password',
	'geheim',
	'mediatheek',
	'bibliotheek',
	'qwerty',
	'qwertyuiop',
	'azerty',
	'asdfgh',
	'asdfghjkl',
	'abcdefgh',
	'school',
	'leerling',
	'docent',
	'zomer',
	'winter',
	'herfst',
	'lente',
	'ajax',
	'feyenoord',
	'iloveyou'
]);
