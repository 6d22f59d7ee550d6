/** What the stream needs of a running installation. */
export interface Pokable {
	readonly status: () => { readonly connection: string; readonly signInNeeded: boolean; readonly lastContactAt?: number | undefined };
	onStatus(listener: () => void): () => void;
	/** The server has changes up to this number. */
	poked(upTo: number): void;
}

/** After a stream broke, the next one waits for a new contact, at least this long, in milliseconds. */
const reopenAfter = 5_000;

/**
 * Hears from the server that something changed; what changed is pulled. Only opened after a request got through, so
 * that a school without network is not asked every few seconds. Polling goes on behind it and would do without it.
 */
export function listenLive(runtime: Pokable, path = '/api/sync/live'): () => void {
	let source: EventSource | undefined;
	let brokeAt = Number.NEGATIVE_INFINITY;
	const close = () => {
		source?.close();
		source = undefined;
	};
	const look = () => {
		const { connection, signInNeeded, lastContactAt } = runtime.status();
		if (source || connection === 'offline' || signInNeeded || lastContactAt === undefined) return;
		if (lastContactAt < brokeAt + reopenAfter) return;
		source = new EventSource(path);
		source.onmessage = (event: MessageEvent<string>) => runtime.poked(upTo(event.data));
		source.onerror = () => {
			close();
			brokeAt = runtime.status().lastContactAt ?? Number.NEGATIVE_INFINITY;
		};
	};
	const stop = runtime.onStatus(look);
	look();
	return () => {
		stop();
		close();
	};
}

/** A message that is not ours means nothing more than "look". */
function upTo(text: string): number {
	try {
		const { upTo: seq } = JSON.parse(text) as { upTo?: unknown };
		return typeof seq === 'number' ? seq : Infinity;
	} catch {
		return Infinity;
	}
}
