import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment, inProject, pinnedNode, projectRoot } from '../../src/commands/project.mjs';
import { findFreePort } from './free-port.ts';
import { makeTempFolder } from './temp-folder.ts';

export type ServerOptions = {
	/** Default: a free one. */
	port?: number;
	/** Default: a fresh folder, removed by `remove()`. */
	dataFolder?: string;
	/** More environment, for example DATABASE_URL. */
	environment?: Record<string, string>;
	/** The program to run. Default: the server of the project. */
	entry?: string;
	/** How long the first healthy answer may take, in ms. */
	startTimeout?: number;
};

/**
 * The built server as a process of its own on the pinned Node.js, so that a test can kill it as a power cut would.
 */
export class TestServer {
	readonly port: number;
	readonly dataFolder: string;
	readonly #options: ServerOptions;
	#process: ChildProcess | undefined;
	#output = '';

	private constructor(port: number, dataFolder: string, options: ServerOptions) {
		this.port = port;
		this.dataFolder = dataFolder;
		this.#options = options;
	}

	/** Starts a server and waits until `GET /api/health` answers 200. */
	static async start(options: ServerOptions = {}): Promise<TestServer> {
		const port = options.port ?? (await findFreePort());
		const dataFolder = options.dataFolder ?? (await makeTempFolder('data')).path;
		const server = new TestServer(port, dataFolder, options);
		await server.restart();
		return server;
	}

	get origin(): string {
		return `http://localhost:${this.port}`;
	}

	/** Everything it has printed, over all its lives. */
	get output(): string {
		return this.#output;
	}

	get pid(): number | undefined {
		return this.#process?.pid;
	}

	/** Starts it again on the same port and data; a running one is stopped first. */
	async restart(): Promise<void> {
		await this.stop();
		await this.#untilHealthy(this.#spawn({}));
	}

	/** Starts a server that is to end by itself, and waits for that. @returns the signal that ended it; null when it left of its own will */
	async restartUntilItEnds(environment: Record<string, string>): Promise<NodeJS.Signals | null> {
		await this.stop();
		const child = this.#spawn(environment);
		await once(child, 'exit');
		return child.signalCode;
	}

	#spawn(environment: Record<string, string>): ChildProcess {
		const child = spawn(pinnedNode(), [this.#options.entry ?? inProject('src/lib/server/main.ts')], {
			cwd: projectRoot,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: childEnvironment({
				...this.#options.environment,
				...environment,
				PORT: String(this.port),
				MEDIATHEEK_DATA: this.dataFolder
			})
		});
		this.#process = child;
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
		}
		return child;
	}

	/** Asks it to stop (SIGTERM) and gives its exit code; null when a signal ended it or it was not running. */
	async stop(): Promise<number | null> {
		return this.#end('SIGTERM');
	}

	/** Ends it at once (SIGKILL), in the middle of whatever it does. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** Stops it and removes its data folder. */
	async remove(): Promise<void> {
		await this.stop();
		const { rm } = await import('node:fs/promises');
		await rm(this.dataFolder, { recursive: true, force: true });
	}

	async #end(signal: NodeJS.Signals): Promise<number | null> {
		const child = this.#process;
		this.#process = undefined;
		if (!child) return null;
		if (child.exitCode === null && child.signalCode === null) {
			const gone = once(child, 'exit');
			child.kill(signal);
			await gone;
		}
		return child.exitCode;
	}

	async #untilHealthy(child: ChildProcess): Promise<void> {
		const giveUpAt = performance.now() + (this.#options.startTimeout ?? 60_000);
		while (performance.now() < giveUpAt) {
			if (child.exitCode !== null || child.signalCode !== null) break;
			if (await this.isHealthy()) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		await this.kill();
		throw new Error(`The server did not become healthy on port ${this.port}. It said at last:\n${this.#output.slice(-4000)}`);
	}

	/** Whether `GET /api/health` answers 200 now. */
	async isHealthy(): Promise<boolean> {
		try {
			const answer = await fetch(`http://127.0.0.1:${this.port}/api/health`, { signal: AbortSignal.timeout(2000) });
			await answer.body?.cancel();
			return answer.ok;
		} catch {
			return false;
		}
	}
}
