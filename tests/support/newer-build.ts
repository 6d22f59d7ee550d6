import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const worker = '/service-worker.js';

/**
 * Stands before a server and hands out its answers; with each `publish` the service worker has other bytes, which is all
 * that a browser sees of a newer build.
 */
export class NewerBuild {
	readonly port: number;
	readonly #close: () => void;
	#published = 0;

	private constructor(port: number, close: () => void) {
		this.port = port;
		this.#close = close;
	}

	static async before(serverPort: number): Promise<NewerBuild> {
		const server = createServer((asked, answer) => build.#pass(serverPort, asked, answer));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const build = new NewerBuild((server.address() as AddressInfo).port, () => {
			server.close();
			server.closeAllConnections();
		});
		return build;
	}

	publish(): void {
		this.#published++;
	}

	stop(): void {
		this.#close();
	}

	#pass(port: number, asked: IncomingMessage, answer: ServerResponse): void {
		const changes = this.#published > 0 && asked.url?.split('?')[0] === worker;
		const { 'if-none-match': _tag, 'if-modified-since': _since, ...plain } = asked.headers;
		const headers = changes ? { ...plain, 'accept-encoding': 'identity' } : asked.headers;
		const onward = request({ host: '127.0.0.1', port, path: asked.url, method: asked.method, headers }, (given) => {
			if (changes) return void appendComment(given, answer, this.#published);
			answer.writeHead(given.statusCode ?? 502, given.headers);
			given.pipe(answer);
		});
		onward.on('error', () => answer.destroy());
		answer.on('close', () => onward.destroy());
		asked.pipe(onward);
	}
}

async function appendComment(given: IncomingMessage, answer: ServerResponse, build: number): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of given) chunks.push(chunk as Buffer);
	const body = Buffer.concat([...chunks, Buffer.from(`\n// newer build ${build}\n`)]);
	const { etag: _etag, 'content-length': _length, ...headers } = given.headers;
	answer.writeHead(200, { ...headers, 'content-length': body.length });
	answer.end(body);
}
