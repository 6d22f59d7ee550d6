import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';

/** How often the counter is looked at while somebody listens, in milliseconds; one small read per school. */
const lookEvery = 1000;
/** The same where the database itself says when something changed. */
const lookSlowlyEvery = 15_000;
/** Proxies close streams that say nothing. */
const breatheEvery = 25_000;

type Listener = (seq: number) => void;

/**
 * Tells listeners that a school's counter has moved, and nothing else: what changed is pulled.
 * Looks at the database itself, so that it also sees what another node wrote.
 */
export class Pokes {
	readonly #database: OpenDatabase;
	readonly #listeners = new Map<SchoolId, Set<Listener>>();
	readonly #seen = new Map<SchoolId, number>();
	#timer: NodeJS.Timeout | undefined;
	#stopListening: (() => void) | undefined;
	#looking = false;
	#lookAgain = false;

	constructor(database: OpenDatabase) {
		this.#database = database;
	}

	/** @returns the function that ends it */
	listen(schoolId: SchoolId, listener: Listener): () => void {
		const ofSchool = this.#listeners.get(schoolId) ?? new Set();
		this.#listeners.set(schoolId, ofSchool.add(listener));
		this.#begin();
		return () => {
			ofSchool.delete(listener);
			if (ofSchool.size === 0) this.#listeners.delete(schoolId);
			if (this.#listeners.size > 0) return;
			this.#end();
		};
	}

	#begin(): void {
		if (this.#timer) return;
		const { listen } = this.#database;
		this.#timer = setInterval(() => void this.#look(), listen ? lookSlowlyEvery : lookEvery).unref();
		this.#stopListening = listen?.(() => void this.#look());
		// The first listener need not wait for the first turn of the clock.
		void this.#look();
	}

	#end(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
		this.#stopListening?.();
	}

	/** Many changes at once are one look after the other, not one look each. */
	async #look(): Promise<void> {
		if (this.#looking) return void (this.#lookAgain = true);
		this.#looking = true;
		do {
			this.#lookAgain = false;
			await this.#lookOnce();
		} while (this.#lookAgain);
		this.#looking = false;
	}

	async #lookOnce(): Promise<void> {
		const ids = [...this.#listeners.keys()];
		if (ids.length === 0) return;
		// A read that fails is no news; the next look, or the listener's own poll, catches up.
		const rows = await this.#database.reader.selectFrom('school').select(['id', 'seq']).where('id', 'in', ids).execute().catch(() => []);
		for (const { id, seq } of rows) {
			const schoolId = id as SchoolId;
			if (this.#seen.get(schoolId) === seq) continue;
			this.#seen.set(schoolId, seq);
			for (const listener of this.#listeners.get(schoolId) ?? []) listener(seq);
		}
	}
}

/** `text/event-stream` of `{upTo}`; ends with the request or the process. */
export function pokeStream(pokes: Pokes, schoolId: SchoolId, signal: AbortSignal): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let end = () => {};
	return new ReadableStream({
		start(controller) {
			const send = (text: string) => controller.enqueue(encoder.encode(text));
			const stopListening = pokes.listen(schoolId, (upTo) => send(`data: ${JSON.stringify({ upTo })}\n\n`));
			const breath = setInterval(() => send(':\n\n'), breatheEvery).unref();
			const close = () => {
				end();
				controller.close();
			};
			end = () => {
				stopListening();
				clearInterval(breath);
				signal.removeEventListener('abort', close);
				process.off('mediatheek:stopping', close);
			};
			signal.addEventListener('abort', close);
			process.once('mediatheek:stopping', close);
			send('retry: 5000\n\n');
		},
		cancel: () => end()
	});
}
