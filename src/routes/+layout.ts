// Every page is drawn in the browser from IndexedDB: the server sends only the empty shell.
export const ssr = false;
export const prerender = false;
