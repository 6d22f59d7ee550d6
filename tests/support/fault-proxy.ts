import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * What the network does:
 * - `pass`: carries everything, each chunk late by `latency` ms (both ways; 0 when left out);
 * - `refuse`: nobody listens, as with the cable out (new connections are refused, open ones reset);
 * - `stall`: accepts and then says nothing;
 * - `cut`: resets each connection after `bytes` bytes of answer have arrived.
 */
export type FaultMode =
	| { kind: 'pass'; latency?: number }
	| { kind: 'refuse' }
	| { kind: 'stall' }
	| { kind: 'cut'; bytes: number };

/**
 * A TCP proxy between browser and server that misbehaves on command. The app is opened at the proxy's port, so
 * that its service worker loses the network as well, which the browser's own offline switch does not do.
 */
export class FaultProxy {
	readonly port: number;
	readonly #target: { host: string; port: number };
	readonly #pairs = new Set<{ near: Socket; far: Socket }>();
	#server: Server;
	#mode: FaultMode = { kind: 'pass' };
	#held: (() => void)[] = [];

	private constructor(server: Server, target: { host: string; port: number }) {
		this.#server = server;
		this.#target = target;
		this.port = (server.address() as AddressInfo).port;
		server.on('connection', (near) => this.#accept(near));
	}

	/** Listens on a free port of 127.0.0.1 (or `port`) and forwards to `targetPort`. */
	static async start(targetPort: number, options: { port?: number; targetHost?: string } = {}): Promise<FaultProxy> {
		const server = createServer({ allowHalfOpen: true });
		await listen(server, options.port ?? 0);
		return new FaultProxy(server, { host: options.targetHost ?? '127.0.0.1', port: targetPort });
	}

	/** The address to open the app at. */
	get origin(): string {
		return `http://localhost:${this.port}`;
	}

	get openConnections(): number {
		return this.#pairs.size;
	}

	/** Changes what the network does from now on; also for connections that are open. */
	async setMode(mode: FaultMode): Promise<void> {
		this.#mode = mode;
		if (mode.kind === 'refuse') {
			this.dropConnections();
			if (this.#server.listening) await closed(this.#server);
			return;
		}
		if (!this.#server.listening) await listen(this.#server, this.port);
		if (mode.kind !== 'stall') for (const resume of this.#held.splice(0)) resume();
	}

	/** Resets every open connection, as an access point that restarts. */
	dropConnections(): void {
		for (const { near, far } of this.#pairs) {
			near.resetAndDestroy();
			far.resetAndDestroy();
		}
		this.#pairs.clear();
		this.#held = [];
	}

	async stop(): Promise<void> {
		this.dropConnections();
		if (this.#server.listening) await closed(this.#server);
	}

	#accept(near: Socket): void {
		const far = connect({ ...this.#target, allowHalfOpen: true });
		const pair = { near, far };
		this.#pairs.add(pair);
		const end = () => {
			near.destroy();
			far.destroy();
			this.#pairs.delete(pair);
		};
		let answered = 0;
		this.#carry(near, far, (chunk) => chunk);
		this.#carry(far, near, (chunk) => {
			if (this.#mode.kind !== 'cut') return chunk;
			const room = this.#mode.bytes - answered;
			answered += chunk.length;
			return chunk.subarray(0, Math.max(0, room));
		});
		for (const socket of [near, far]) {
			socket.on('error', end);
			socket.on('close', end);
		}
	}

	/** Moves bytes one way, in order; a shortened chunk is the last before a reset. */
	#carry(from: Socket, to: Socket, limit: (chunk: Buffer) => Buffer): void {
		let queue = Promise.resolve();
		from.on('data', (chunk: Buffer) => {
			from.pause();
			queue = queue.then(async () => {
				await this.#delay();
				const allowed = limit(chunk);
				if (!to.destroyed && allowed.length > 0) await written(to, allowed);
				if (allowed.length === chunk.length) return void from.resume();
				to.resetAndDestroy();
				from.resetAndDestroy();
			});
		});
		from.on('end', () => {
			queue = queue.then(() => {
				if (!to.destroyed) to.end();
			});
		});
	}

	async #delay(): Promise<void> {
		const { latency } = this.#mode as { latency?: number };
		if (latency) await new Promise((resolve) => setTimeout(resolve, latency));
		if (this.#mode.kind === 'stall') await new Promise<void>((resolve) => this.#held.push(resolve));
	}
}

async function listen(server: Server, port: number): Promise<void> {
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
}

function closed(server: Server): Promise<void> {
	return new Promise((resolve) => server.close(() => resolve()));
}

function written(socket: Socket, chunk: Buffer): Promise<void> {
	return new Promise((resolve) => socket.write(chunk, () => resolve()));
}
