import { isSnapshotScope } from '#lib/protocol/scopes.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import type { Pack } from './ports.ts';

/** Gzip of newline-separated wire rows, the shape in which first loads travel and are kept. */
export async function packRows(rows: readonly WireRow[]): Promise<Uint8Array<ArrayBuffer>> {
	const text = rows.map((row) => JSON.stringify(row)).join('\n');
	const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @throws when the bytes are not what `packRows` or the server's snapshot made */
export async function unpackRows(bytes: Uint8Array<ArrayBuffer>): Promise<WireRow[]> {
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
	const text = await new Response(stream).text();
	// One parse of one array is several times faster than one parse a line.
	return text === '' ? [] : (JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as WireRow[]);
}

/** The pack without the rows that newer ones stand for; a page of a snapshot holds no people and stays what its hash says. */
export async function compactedPack(pack: Pack, isReplaced: (row: WireRow) => boolean): Promise<Pack> {
	if (isSnapshotScope(pack.scope)) return pack;
	const rows = await unpackRows(pack.bytes);
	const kept = rows.filter((row) => !isReplaced(row));
	return kept.length === rows.length ? pack : { ...pack, bytes: await packRows(kept) };
}
