import type { Handle } from '@sveltejs/kit';
import { serverApp, stopServerApp } from '#lib/server/app.ts';
import { visitOf } from '#lib/server/auth/endpoint.ts';
import { isFromAnotherSite, securityHeaders } from '#lib/server/auth/security-headers.ts';
import { hasSessionCookie, readSession } from '#lib/server/auth/session-of-request.ts';

/** Answered by the key of an installation, or to anybody. */
const withoutSession = new Set(['/api/health', '/api/start', '/api/sync/push']);

export const handle: Handle = async ({ event, resolve }) => {
	const { url, request } = event;
	if (!url.pathname.startsWith('/api/')) return withHeaders(await resolve(event));
	if (isFromAnotherSite(request)) return withHeaders(Response.json({ failure: 'notAllowed' }, { status: 403 }));
	if (withoutSession.has(url.pathname) || !hasSessionCookie(request.headers)) return withHeaders(await resolve(event));
	const { auth } = await serverApp();
	const { session, cookies } = await readSession(auth, visitOf(event));
	event.locals.session = session;
	const response = await resolve(event);
	// An endpoint that sets its own, at sign-in, has the last word.
	if (!response.headers.has('set-cookie')) for (const cookie of cookies) response.headers.append('set-cookie', cookie);
	return withHeaders(response);
};

function withHeaders(response: Response): Response {
	for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
	return response;
}

// Opened before the first request asks, so that the console says at once what a new server needs.
process.once('mediatheek:listening', () => void serverApp().catch((error: unknown) => console.error(error)));
process.once('sveltekit:shutdown', () => void stopServerApp());
