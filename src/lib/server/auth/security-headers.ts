/**
 * For every answer. What a page may load and run stands in its own Content-Security-Policy (svelte.config.js);
 * only what cannot be said in a page is said here.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	// No other site shows this one in a frame and steals a tap.
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	// The camera reads barcodes.
	'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'
};

/** Whether a page of another site sends this; browsers say so themselves, other programs say nothing. */
export function isFromAnotherSite(request: Request): boolean {
	const site = request.headers.get('sec-fetch-site');
	return site === 'cross-site' || site === 'same-site';
}
