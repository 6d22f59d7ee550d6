/** Chromium's offer to install; not in the DOM types because no other engine has it. */
interface InstallOffer extends Event {
	prompt(): Promise<unknown>;
	readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/**
 * How this browser puts the app on the home screen.
 * `installed`: it runs from there · `offer`: one tap · `share`: Safari's share button, and nothing else, on iPhone
 * and iPad · `menu`: somewhere in the browser's menu.
 */
export type InstallWay = 'installed' | 'offer' | 'share' | 'menu';

let offer: InstallOffer | undefined;

/** Keeps the browser's offer for the moment a person wants it. Call once, early: it comes soon after loading. */
export function keepInstallOffer(target: EventTarget = window): void {
	target.addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		offer = event as InstallOffer;
	});
	target.addEventListener('appinstalled', () => (offer = undefined));
}

export function installWay(browser: Pick<Window, 'matchMedia' | 'navigator'> = window): InstallWay {
	if (runsInstalled(browser)) return 'installed';
	if (offer) return 'offer';
	return isAppleTouch(browser.navigator) ? 'share' : 'menu';
}

/** Shows the browser's own question. `false` when it was declined or there is none to show. */
export async function acceptInstallOffer(): Promise<boolean> {
	const kept = offer;
	// An offer can be shown once.
	offer = undefined;
	if (!kept) return false;
	await kept.prompt();
	return (await kept.userChoice).outcome === 'accepted';
}

function runsInstalled({ matchMedia, navigator }: Pick<Window, 'matchMedia' | 'navigator'>): boolean {
	const onHomeScreen = 'standalone' in navigator && navigator.standalone === true;
	return onHomeScreen || matchMedia.call(globalThis, '(display-mode: standalone)').matches;
}

/** An iPad calls itself a Mac; only its fingers give it away. */
function isAppleTouch(navigator: Navigator): boolean {
	return /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
}
