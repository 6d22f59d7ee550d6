import { gunzipSync } from 'node:zlib';

/** Bytes that pass through streams as they are, without the turns of the event loop that real ones take. */
class Standing {
	readonly #parts: readonly (string | Uint8Array)[];

	constructor(parts: readonly (string | Uint8Array)[]) {
		this.#parts = parts;
	}

	stream(): this {
		return this;
	}

	pipeThrough(): this {
		return this;
	}

	bytes(): Uint8Array {
		return Buffer.concat(this.#parts.map((part) => Buffer.from(part as string)));
	}
}

/** What was put in, taken out. */
class Standby {
	readonly #standing: Standing;

	constructor(standing: Standing) {
		this.#standing = standing;
	}

	async text(): Promise<string> {
		return Buffer.from(this.#standing.bytes()).toString();
	}

	async arrayBuffer(): Promise<Uint8Array> {
		return this.#standing.bytes();
	}
}

class Nothing {}

/**
 * Takes real waiting out of a run. First loads are kept compressed, which costs more than everything else in a run and waits for another thread.
 * In the simulation they are kept as they are, and what the server compressed is opened on its way.
 */
export function hurry(): void {
	Object.assign(globalThis, { Blob: Standing, Response: Standby, CompressionStream: Nothing, DecompressionStream: Nothing });
	const { setTimeout: wait } = globalThis;
	// A turn of the event loop is enough where the app lets the screen go first; a timer takes a millisecond of real time.
	const soon = (run: () => void, ms?: number) => (ms === undefined ? setImmediate(run) : wait(run, ms));
	Object.assign(globalThis, { setTimeout: soon });
}

const opened = new Map<string, Uint8Array<ArrayBuffer>>();

/** The rows of a page without their compression. */
export function openPage(hash: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const known = opened.get(hash) ?? new Uint8Array(gunzipSync(bytes));
	opened.set(hash, known);
	return known;
}
