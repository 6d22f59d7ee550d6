import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { failureCodes, type Failure, type FailureCode } from '#lib/protocol/failures.ts';
import { storageFailure } from './db/storage-trouble.ts';
import { RequestFailure } from './failure.ts';

/** Seconds after which one who was sent away may come back; spread, so that they do not all come back at once. */
const comeBack = { least: 2, spread: 6 } as const;

/** Answers a request, and turns what was thrown into the failure its sender understands. */
export async function respond(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof RequestFailure) return failureResponse(error.code, error.facts);
		console.error(error);
		return failureResponse(storageFailure(error) ?? 'serverFailed');
	}
}

export function failureResponse(code: FailureCode, facts?: Failure['facts']): Response {
	const body: Failure = facts === undefined ? { failure: code } : { failure: code, facts };
	const headers = new Headers({ 'cache-control': 'no-store' });
	if (code === 'busy' || code === 'tooMany') {
		headers.set('retry-after', String(comeBack.least + Math.floor(Math.random() * comeBack.spread)));
	}
	return Response.json(body, { status: failureCodes[code], headers });
}

/** An answer about people: never kept by anything on the way. */
export function jsonResponse(body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
	return Response.json(body, { headers: { 'cache-control': 'no-store', ...headers } });
}

/** Characters from which compressing pays: a first load shrinks to a quarter, a poll with nothing new stays as it is. */
const worthCompressing = 8_000;
const compress = promisify(gzip);

/** As `jsonResponse`, compressed beside this thread when it is large and the asker can read it. */
export async function largeJsonResponse(body: unknown, acceptEncoding: string | null): Promise<Response> {
	const text = JSON.stringify(body);
	if (text.length < worthCompressing || !acceptEncoding?.includes('gzip')) return jsonResponse(body);
	const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'cache-control': 'no-store' };
	return new Response(new Uint8Array(await compress(text, { level: 4 })), { headers });
}
