import type { z } from 'zod';
import { failureSchema } from '#lib/protocol/failures.ts';
import {
	pullResponseSchema,
	pushResponseSchema,
	snapshotManifestSchema,
	type PullRequest,
	type PullResponse,
	type PushRequest,
	type PushResponse,
	type SnapshotManifest
} from '#lib/protocol/sync.ts';
import type { SendFailure } from './core.ts';

export type Sent<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly failure: SendFailure };

/** The way to the server. Never throws: what went wrong is part of the answer. */
export interface Transport {
	push(request: PushRequest): Promise<Sent<PushResponse>>;
	pull(request: PullRequest): Promise<Sent<PullResponse>>;
	manifest(scope: string): Promise<Sent<SnapshotManifest>>;
	page(hash: string): Promise<Sent<Uint8Array<ArrayBuffer>>>;
}

export interface HttpTransportOptions {
	/** Secret of the installation; goes with each push. */
	readonly authorization: string;
	/** Called with the server's time of every answer and the wall time at which it was asked. */
	readonly onServerTime: (serverNow: number, sentWall: number) => void;
	readonly fetch?: typeof fetch;
}

/** A request that hangs is given up after this; a pull of a first load may take longer than a push. */
const timeLimit = 45_000;

export function httpTransport(options: HttpTransportOptions): Transport {
	const send = options.fetch ?? fetch.bind(globalThis);

	async function ask<T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<Sent<T>> {
		try {
			const response = await send(path, { ...init, signal: AbortSignal.timeout(timeLimit), cache: 'no-store' });
			if (response.ok) return { ok: true, body: await read(response) };
			return { ok: false, failure: await failureOf(response) };
		} catch (error) {
			return { ok: false, failure: { code: error instanceof NotOurs ? 'notOurServer' : 'offline' } };
		}
	}

	async function json<T extends { serverNow: number }>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Sent<T>> {
		const sentWall = Date.now();
		const post = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', authorization: options.authorization } };
		return ask(path, body === undefined ? {} : post, async (response) => {
			const parsed = schema.safeParse(await readJson(response));
			if (!parsed.success) throw new NotOurs();
			options.onServerTime(parsed.data.serverNow, sentWall);
			return parsed.data;
		});
	}

	return {
		push: (request) => json('/api/sync/push', pushResponseSchema, request),
		pull: (request) => json('/api/sync/pull', pullResponseSchema, request),
		manifest: (scope) => json(`/api/sync/snapshot/${encodeURIComponent(scope)}`, snapshotManifestSchema),
		page: (hash) =>
			ask(`/api/sync/page/${hash}`, {}, async (response) => {
				if (response.headers.get('content-type') !== 'application/octet-stream') throw new NotOurs();
				return new Uint8Array(await response.arrayBuffer());
			})
	};
}

/** Something answered that is not our server: a captive portal's page, a proxy's error. */
class NotOurs extends Error {}

async function readJson(response: Response): Promise<unknown> {
	if (!response.headers.get('content-type')?.startsWith('application/json')) throw new NotOurs();
	try {
		return await response.json();
	} catch {
		throw new NotOurs();
	}
}

async function failureOf(response: Response): Promise<SendFailure> {
	const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
	const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : undefined;
	const parsed = failureSchema.safeParse(await readJson(response).catch(() => undefined));
	// Without our own words in it, an error page is no answer of our server.
	if (!parsed.success) return { code: 'notOurServer', retryAfter };
	const lastN = parsed.data.facts?.lastN;
	return { code: parsed.data.failure, retryAfter, ...(typeof lastN === 'number' && { lastN }) };
}
