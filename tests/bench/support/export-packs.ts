import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import type { WireRow } from '#lib/protocol/sync.ts';

export interface PackList {
	/** Names of files beside this list. */
	readonly files: readonly string[];
	readonly rows: number;
	/** Of all files, compressed. */
	readonly bytes: number;
}

const rowsPerPack = 1000;

/** Writes rows as packs, gzip of lines, and a list of them, for a page to fetch. */
export async function writePacks(folder: string, label: string, rows: readonly WireRow[]): Promise<PackList> {
	await mkdir(folder, { recursive: true });
	const files: string[] = [];
	let bytes = 0;
	for (let i = 0; i < rows.length; i += rowsPerPack) {
		const content = gzipSync(rows.slice(i, i + rowsPerPack).map((row) => JSON.stringify(row)).join('\n'));
		const file = `${label}-${files.length}.gz`;
		await writeFile(path.join(folder, file), content);
		files.push(file);
		bytes += content.byteLength;
	}
	return { files, rows: rows.length, bytes };
}

/** What a desk of the made school receives, as the server holds it ready. */
export function readDeskRows(dataFolder: string): WireRow[] {
	const database = new DatabaseSync(path.join(dataFolder, 'mediatheek.sqlite'), { readOnly: true });
	try {
		const entries = database
			.prepare(
				`select kind, id, seq, body from feed where deleted = 0 and (scope like 'cat:%' or scope like 'avail:%' or scope like 'desk:%') order by scope, kind, id`
			)
			.all();
		return entries.map(({ kind, id, seq, body }) => ({ k: String(kind), id: String(id), s: Number(seq), b: JSON.parse(String(body)) as unknown }));
	} finally {
		database.close();
	}
}
