import type { WireRow } from '#lib/protocol/sync.ts';

/** Fetches packs a few at a time, as the app does, and hands each over as soon as it is there. */
export async function fetchPacks(files: readonly string[], onPack: (bytes: Uint8Array<ArrayBuffer>, i: number) => Promise<void>): Promise<void> {
	for (let i = 0; i < files.length; i += 6) {
		const part = files.slice(i, i + 6);
		const packs = await Promise.all(part.map(async (file) => new Uint8Array(await (await fetch(`/bench/packs/${file}`)).arrayBuffer())));
		for (const [j, bytes] of packs.entries()) await onPack(bytes, i + j);
	}
}

/** The fastest way this project knows to read a pack. */
export async function readPack(bytes: Uint8Array<ArrayBuffer>): Promise<WireRow[]> {
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
	const text = await new Response(stream).text();
	return JSON.parse(`[${text.replaceAll('\n', ',')}]`) as WireRow[];
}
