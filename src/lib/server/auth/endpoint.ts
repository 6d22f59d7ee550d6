import type { z } from 'zod';
import { failureCodes, type FailureCode } from '#lib/protocol/failures.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import type { Visit } from './auth.ts';

/** What an endpoint of sign-in sees of a request; SvelteKit's own event has all of it. */
export interface Asking {
	readonly request: Request;
	readonly url: URL;
	readonly getClientAddress: () => string;
}

export interface Answer {
	readonly body: unknown;
	readonly cookies?: readonly string[] | undefined;
}

/** Runs an endpoint and puts its answer, or the reason there is none, into its shape on the wire. Never cached. */
export async function respond(work: () => Promise<Answer>): Promise<Response> {
	try {
		const { body, cookies = [] } = await work();
		const response = Response.json(body, { headers: { 'cache-control': 'no-store' } });
		for (const cookie of cookies) response.headers.append('set-cookie', cookie);
		return response;
	} catch (error) {
		return respondToFailure(error);
	}
}

function respondToFailure(error: unknown): Response {
	if (!(error instanceof RequestFailure)) console.error('sign-in:', error);
	const [code, facts]: [FailureCode, RequestFailure['facts']] =
		error instanceof RequestFailure ? [error.code, error.facts] : ['serverFailed', undefined];
	const response = Response.json({ failure: code, ...(facts && { facts }) }, { status: failureCodes[code] });
	response.headers.set('cache-control', 'no-store');
	if (facts?.retryAfter !== undefined) response.headers.set('retry-after', String(facts.retryAfter));
	return response;
}

/**
 * Reads a body. Only JSON: a page of another site can send forms here unasked, JSON it cannot.
 * @throws RequestFailure `badRequest`
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') throw new RequestFailure('badRequest');
	const parsed = schema.safeParse(await request.json().catch(() => undefined));
	if (!parsed.success) throw new RequestFailure('badRequest', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
	return parsed.data;
}

export function visitOf({ request, url, getClientAddress }: Asking): Visit {
	return { headers: request.headers, secure: url.protocol === 'https:', address: getClientAddress() };
}

/** @throws RequestFailure `signInNeeded` */
export function requireSession(session: ServerSession | undefined): ServerSession {
	if (!session) throw new RequestFailure('signInNeeded');
	return session;
}

/** Sends the browser to another page. */
export async function redirecting(work: () => Promise<{ readonly location: string; readonly cookies: readonly string[] }>): Promise<Response> {
	try {
		const { location, cookies } = await work();
		const response = new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
		for (const cookie of cookies) response.headers.append('set-cookie', cookie);
		return response;
	} catch (error) {
		return respondToFailure(error);
	}
}
