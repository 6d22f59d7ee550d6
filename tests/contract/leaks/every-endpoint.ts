import { globSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { inProject } from '../../../src/commands/project.mjs';
import { handle } from '../../../src/hooks.server.ts';

type Endpoint = (event: RequestEvent) => Response | Promise<Response>;

/** One way into the server: a path with the names of its parameters, and a method. */
export interface Entrance {
	/** As the folder is called: `/api/sync/page/[hash]`. */
	readonly route: string;
	readonly method: string;
	readonly parameters: readonly string[];
	readonly endpoint: Endpoint;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const origin = 'https://mediatheek.test';

/** Every endpoint there is, read from the folder of routes: one that is added tomorrow is in it. */
export async function listEntrances(): Promise<Entrance[]> {
	const files = globSync('src/routes/api/**/+server.ts', { cwd: inProject() }).sort();
	const entrances = files.map(async (file): Promise<Entrance[]> => {
		const endpoints = (await import(/* @vite-ignore */ inProject(file))) as Record<string, Endpoint | undefined>;
		const route = file.slice('src/routes'.length, -'/+server.ts'.length);
		const parameters = [...route.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? '');
		return methods.flatMap((method) => (endpoints[method] ? [{ route, method, parameters, endpoint: endpoints[method] }] : []));
	});
	return (await Promise.all(entrances)).flat();
}

export interface Asked {
	readonly cookie?: string | undefined;
	readonly authorization?: string | undefined;
	readonly parameters?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

export interface Answered {
	readonly status: number;
	/** Everything that came back, unpacked. */
	readonly text: string;
}

/** Sends one request through the hooks, as SvelteKit would. */
export async function ask(entrance: Entrance, { cookie, authorization, parameters = {}, body }: Asked): Promise<Answered> {
	const path = entrance.route.replaceAll(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(parameters[name] ?? 'x'));
	const fields = Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
	const isRead = entrance.method === 'GET';
	const url = new URL(`${path}${isRead ? `?${new URLSearchParams(fields.map((field) => [...field])).toString()}` : ''}`, origin);
	const end = new AbortController();
	const headers = { 'content-type': 'application/json', ...(cookie && { cookie }), ...(authorization && { authorization }) };
	const request = new Request(url, { method: entrance.method, headers, signal: end.signal, ...(!isRead && { body: JSON.stringify(body ?? {}) }) });
	const event = { request, url, params: parameters, locals: {}, getClientAddress: () => '192.0.2.1' };
	const response = await handle({ event, resolve: entrance.endpoint } as unknown as Parameters<Handle>[0]);
	// A stream of news never ends by itself; its first words are enough.
	const isStream = response.headers.get('content-type') === 'text/event-stream';
	const bytes = isStream ? await firstWords(response, end) : Buffer.from(await response.arrayBuffer());
	return { status: response.status, text: unpacked(bytes) };
}

async function firstWords(response: Response, end: AbortController): Promise<Buffer> {
	const reader = response.body?.getReader();
	const { value } = (await reader?.read()) ?? {};
	end.abort();
	return Buffer.from(value ?? []);
}

function unpacked(bytes: Buffer): string {
	return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString() : bytes.toString();
}
