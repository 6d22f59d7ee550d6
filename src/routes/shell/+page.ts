// The one prerendered page: an empty shell that the service worker answers every navigation with.
export const prerender = true;
