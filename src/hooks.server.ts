import type { Handle } from '@sveltejs/kit';
import { serverApp, stopServerApp } from '#lib/server/app.ts';
import { visitOf } from '#lib/server/auth/endpoint.ts';
import { isFromAnotherSite, securityHeaders } from '#lib/server/auth/security-headers.ts';
import { hasSessionCookie, readSession } from '#lib/server/auth/session-of-request.ts';
import type { ServerSession } from '#lib/server/session.ts';

/** Answered by the key of an installation, or to anybody. */
const withoutSession = new Set(['/api/health', '/api/start', '/api/sync/push']);

export const handle: Handle = async ({ event, resolve }) => {
	const { url, request } = event;
	if (!url.pathname.startsWith('/api/')) return withHeaders(await resolve(event));
	if (isFromAnotherSite(request) && !isComingBack(event)) return withHeaders(Response.json({ failure: 'notAllowed' }, { status: 403 }));
	if (withoutSession.has(url.pathname) || !hasSessionCookie(request.headers)) return withHeaders(await resolve(event));
	const { auth } = await serverApp();
	const { session, cookies } = await readSession(auth, visitOf(event));
	event.locals.session = isEnough(session, url.pathname) ? session : undefined;
	const response = await resolve(event);
	// An endpoint that sets its own, at sign-in, has the last word.
	if (!response.headers.has('set-cookie')) for (const cookie of cookies) response.headers.append('set-cookie', cookie);
	return withHeaders(response);
};

/** The one page that another site leads to: its state and cookie say whether this browser had left for there. */
function isComingBack({ url, request }: Parameters<Handle>[0]['event']): boolean {
	return request.method === 'GET' && url.pathname === '/api/session/provider/callback';
}

/** Whoever's school requires a second factor can do nothing else before having one. */
function isEnough(session: ServerSession | undefined, path: string): boolean {
	if (!session?.secondFactor?.required || session.secondFactor.on) return true;
	return path.startsWith('/api/session') || path.startsWith('/api/second-factor/');
}

function withHeaders(response: Response): Response {
	for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
	return response;
}

// Opened before the first request asks, so that the console says at once what a new server needs.
process.once('mediatheek:listening', () => void serverApp().catch((error: unknown) => console.error(error)));
process.once('sveltekit:shutdown', () => void stopServerApp());
