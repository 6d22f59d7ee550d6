import { Workbox } from 'workbox-window';

/** The service worker that keeps the app on the device, and the version of it that waits. */
export interface Shell {
	/** Gives the waiting version the floor and loads the page anew. Only after the person agreed. */
	take(): void;
	/** Asks the server whether there is a newer version. */
	look(): void;
}

/** A tablet stays open for weeks: without asking, it would never hear of a new version. */
const LOOK_EVERY = 60 * 60 * 1000;

/**
 * Registers the service worker of this origin. `onReady` tells that a newer version waits, or took over in
 * another tab. Where service workers do not exist (an insecure address) nothing happens.
 */
export function registerShell(onReady: () => void): Shell {
	if (!('serviceWorker' in navigator)) return { take: () => {}, look: () => {} };
	const workbox = new Workbox('/service-worker.js', { scope: '/', type: 'classic' });
	let agreed = false;
	let tookOver = false;
	let controlled = navigator.serviceWorker.controller !== null;

	workbox.addEventListener('waiting', onReady);
	workbox.addEventListener('controlling', () => {
		if (agreed) return location.reload();
		// The first version this browser ever had takes in the page that fetched it: nothing to take over from.
		if (!controlled) return void (controlled = true);
		// Another tab let the new version in: this one runs on old pages until its person agrees as well.
		tookOver = true;
		onReady();
	});
	const look = (): void => void workbox.update().catch(() => undefined);
	void workbox.register().catch(() => undefined);
	lookAgain(look);

	return {
		look,
		take() {
			if (tookOver) return location.reload();
			agreed = true;
			workbox.messageSkipWaiting();
		}
	};
}

/** When the page comes back into sight, but not more than once an hour. */
function lookAgain(look: () => void): void {
	let lookedAt = Date.now();
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState !== 'visible' || Date.now() - lookedAt < LOOK_EVERY) return;
		lookedAt = Date.now();
		look();
	});
}
