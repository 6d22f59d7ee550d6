import type { KnownAccount } from '../app.ts';

type Pin = NonNullable<KnownAccount['pin']>;

/** OWASP's 2023 figure for PBKDF2-HMAC-SHA256. The PIN keeps a colleague out of another's name, not a thief out of the tablet. */
const iterations = 600_000;

export async function makePin(digits: string): Promise<Pin> {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	return { salt: toHex(salt), hash: await derive(digits, salt, iterations), iterations };
}

export async function isPin(digits: string, pin: Pin): Promise<boolean> {
	return (await derive(digits, fromHex(pin.salt), pin.iterations)) === pin.hash;
}

async function derive(digits: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
	const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveBits']);
	const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256);
	return toHex(new Uint8Array(bits));
}

function toHex(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
