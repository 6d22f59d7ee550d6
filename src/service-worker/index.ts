/// <reference lib="webworker" />
// The shell and pictures of covers: data never passes through here (see README.md in this folder).
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

import { registerCovers } from './covers.ts';

declare const self: ServiceWorkerGlobalScope;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerCovers();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/shell'), { denylist: [/^\/api\//] }));

// The first version takes in the pages that are open: the network may be gone before the next one is. Later versions wait.
let isFirst = false;
self.addEventListener('install', () => {
	isFirst = self.registration.active === null;
});
self.addEventListener('activate', (event) => {
	if (isFirst) event.waitUntil(self.clients.claim());
});

// A waiting version takes over only when a person agreed to it in the page.
self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
