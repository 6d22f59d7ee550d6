import type { DataChange } from '../db/ports.ts';
import { unpackRows } from '../db/packs.ts';
import { afterWaiting } from '../after-waiting.ts';
import { confirmRows } from './confirmed-rows.ts';
import type { Records } from './records.ts';

/** Milliseconds of work after which the screen gets its turn. */
const turn = 25;

/**
 * Takes a first load into a view that holds nothing yet, from memory: reading it back from the database
 * takes longer than everything else together.
 * @param steady milliseconds that only run forward
 */
export async function takeInFirstLoad(records: Records, { packs, unpacked, rows }: DataChange, steady: () => number): Promise<void> {
	const unpacking = packs.map(async (pack) => ({ scope: pack.scope, rows: unpacked?.get(pack) ?? (await unpackRows(pack.bytes)) }));
	let began = steady();
	for (const part of unpacking) {
		const { scope, rows: unpackedRows } = await part;
		confirmRows(records, unpackedRows, scope);
		if (steady() - began < turn) continue;
		await afterWaiting();
		began = steady();
	}
	for (const { scope, rows: changed } of rows) confirmRows(records, changed, scope);
}
