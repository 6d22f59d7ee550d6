import { rememberedOffset } from './clock.ts';

/** Milliseconds since 1970 by the device's best guess. */
type Instant = number;

const day = 86_400_000;
const contactKey = (id: string) => `mediatheek-contact-${id}`;
const unlockKey = (id: string) => `mediatheek-unlocked-${id}`;
/** Remembering each contact would write to disk every few seconds. */
const contactEvery = 10 * 60_000;

/**
 * Whether a desk was away from the server so long that it asks who stands there before it shows people (X4): a tablet
 * that was taken home must not be a list of pupils for ever. Lending never waits for it.
 * @param days of the school; 0: never
 */
export function isLeaseOver(since: Instant | undefined, now: Instant, days: number): boolean {
	return days > 0 && since !== undefined && now - since > days * day;
}

/** The last contact with the server, to within minutes; milliseconds since 1970 by the clock of this device, as wrong as it is. */
export function rememberedContact(id: string): number | undefined {
	const text = localStorage.getItem(contactKey(id));
	return text === null ? undefined : Number(text) - (rememberedOffset() ?? 0);
}

/** The last contact, or the last time somebody proved here who they are; `undefined`: neither is remembered. */
export function leaseSince(id: string): Instant | undefined {
	const known = [contactKey(id), unlockKey(id)].map((key) => localStorage.getItem(key)).filter((text) => text !== null).map(Number);
	return known.length === 0 ? undefined : Math.max(...known);
}

/** The server was reached. */
export function rememberContact(id: string, at: Instant): void {
	const before = Number(localStorage.getItem(contactKey(id)) ?? 0);
	if (Math.abs(at - before) >= contactEvery) localStorage.setItem(contactKey(id), String(at));
}

/** Somebody who works here signed in, with a PIN or at the server. */
export function rememberUnlock(id: string, at: Instant): void {
	localStorage.setItem(unlockKey(id), String(at));
}

/** This installation is no longer on this device. */
export function forgetLease(id: string): void {
	localStorage.removeItem(contactKey(id));
	localStorage.removeItem(unlockKey(id));
}
