import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { securityHeaders } from './auth/security-headers.ts';
import { readConfig, type Config } from './config.ts';

/** Largest request, in bytes; a push is at most a quarter of it. */
const bodyLimit = 1024 * 1024;
/** Files of a school come here; they alone may be larger. */
const filePath = /^\/api\/(import\/(plan|apply)|installations\/take-in)$/;
const fileLimit = 64 * 1024 * 1024;
/** Time for running requests after SIGTERM, in milliseconds. */
const stopPatience = 10_000;

const config = readConfigOrEnd();
// The handler is a bundle that reads these itself, once, when it is imported.
process.env.BODY_SIZE_LIMIT ??= String(fileLimit);
// Without it the handler takes every request for https, and compares origins with what no browser sent.
if (!config.origin && !config.tls) process.env.PROTOCOL_HEADER ??= 'x-mediatheek-protocol';

const bundle = pathToFileURL(join(process.cwd(), 'build/handler.js')).href;
const { handler } = (await import(bundle)) as { handler: RequestListener };
const server = createServer(config, (request, response) => {
	request.headers['x-mediatheek-protocol'] = config.tls ? 'https' : 'http';
	// Also on what the handler serves from its folder, past the hooks.
	for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
	if (isTooLarge(request)) response.writeHead(413, { 'content-type': 'application/json', connection: 'close' }).end('{"failure":"tooLarge"}');
	else handler(request, response);
});
server.listen(config.port, config.host, () => {
	console.log(`Mediatheek: ${addressOf(config)}`);
	process.emit('mediatheek:listening' as 'SIGTERM');
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(server));

function readConfigOrEnd(): Config {
	try {
		return readConfig(process.env);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}

function createServer({ tls }: Config, listener: RequestListener): Server {
	if (!tls) return createHttpServer(listener);
	return createHttpsServer({ cert: readFileSync(tls.certificate), key: readFileSync(tls.key) }, listener);
}

/** The handler knows one limit for all; a body of unknown length is taken for a large one. */
function isTooLarge({ url = '', headers }: IncomingMessage): boolean {
	if (filePath.test(url.split('?')[0] ?? '')) return false;
	return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > bodyLimit;
}

function addressOf({ origin, tls, port }: Config): string {
	return origin ?? `${tls ? 'https' : 'http'}://localhost:${port}`;
}

function stop(running: Server): void {
	// Streams would hold the server open; the bundle ends them when it hears this.
	process.emit('mediatheek:stopping' as 'SIGTERM');
	running.close(() => process.emit('sveltekit:shutdown' as 'SIGTERM'));
	running.closeIdleConnections();
	// Nothing is lost by leaving early: every answer was committed before it was given.
	setTimeout(() => process.exit(0), stopPatience).unref();
}
