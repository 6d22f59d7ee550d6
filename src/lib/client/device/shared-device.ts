/** Covers that the service worker kept: which ones tells what somebody looked at. Named as in `service-worker/covers.ts`. */
const seenCovers = 'covers';
const owedKey = 'mediatheek-sign-out-owed';

/** Takes away what else tells of somebody who signed out here, beside their databases. */
export async function forgetTraces(): Promise<void> {
	// Not there on an insecure address, where no service worker kept anything either.
	if ('caches' in globalThis) await caches.delete(seenCovers);
}

/** The server could not be told that somebody signed out: their cookie is still good until it is. */
export function oweSignOut(): void {
	localStorage.setItem(owedKey, '1');
}

export function isSignOutOwed(): boolean {
	return localStorage.getItem(owedKey) !== null;
}

export function signOutIsPaid(): void {
	localStorage.removeItem(owedKey);
}
