import { gunzipSync } from 'node:zlib';

/** Streams that pass everything on as it is. */
class Uncompressed extends TransformStream<Uint8Array, Uint8Array> {
	constructor() {
		super();
	}
}

/**
 * Takes real waiting out of a run. First loads are kept compressed, which costs more than everything else in a run and waits for another thread.
 * In the simulation they are kept as they are, and what the server compressed is opened on its way.
 */
export function hurry(): void {
	Object.assign(globalThis, { CompressionStream: Uncompressed, DecompressionStream: Uncompressed });
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
