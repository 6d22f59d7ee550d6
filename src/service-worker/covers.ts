/// <reference lib="webworker" />
// Pictures of covers, the one thing beside the shell that is kept here: an image cannot be asked for from IndexedDB.
import { registerRoute } from 'workbox-routing';

const name = 'covers';
/** About 30 MB; what was fetched longest ago goes first. */
const most = 1500;

/** A cover that was seen once is there without a network; one that fails leaves the drawn cover. */
async function coverFor(request: Request): Promise<Response> {
	const cache = await caches.open(name);
	const kept = await cache.match(request.url);
	if (kept) return kept;
	const response = await fetch(request);
	if (!response.ok) return response;
	// A full disk costs the copy, never the picture.
	await cache.put(request.url, response.clone()).catch(() => undefined);
	await trim(cache);
	return response;
}

async function trim(cache: Cache): Promise<void> {
	const kept = await cache.keys();
	for (const request of kept.slice(0, Math.max(0, kept.length - most))) await cache.delete(request);
}

export function registerCovers(): void {
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/cover/'),
		({ request }) => coverFor(request)
	);
}
