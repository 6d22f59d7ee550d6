import { Dexie } from 'dexie';
import type { WireRow } from '#lib/protocol/sync.ts';
import { watchMainThread } from '../../support/main-thread-probe.ts';
import type { PeerMeasured } from './measured.ts';
import { fetchPacks, readPack } from './packs.ts';

/** A row a record, with the indexes that lending and the catalogue need: as most apps on Dexie are made. */
const stores = {
	school: 'id',
	title: 'id, title, *isbns, genre, year',
	copy: 'id, barcode, titleId, shelf, status',
	availability: 'id',
	patron: 'id, familyName, homeClassId, pupilNumber',
	homeClass: 'id, name',
	card: 'id, patronId',
	copyState: 'id, open.patronId, open.dueOn, lastClosed.patronId, at',
	staff: 'id',
	installation: 'id'
};

async function dexieRows(files: readonly string[]): Promise<PeerMeasured> {
	const probe = watchMainThread();
	const began = performance.now();
	const database = new Dexie('dexie-rows');
	database.version(1).stores(stores);
	let rows = 0;
	await fetchPacks(files, async (bytes) => {
		const pack = await readPack(bytes);
		for (const [kind, ofKind] of Map.groupBy(pack, (row: WireRow) => row.k)) {
			await database.table(kind).bulkPut(ofKind.map((row) => row.b));
			rows += ofKind.length;
		}
	});
	const usable = performance.now() - began;
	database.close();
	return { usable, rows, blocked: await probe.stop() };
}

declare global {
	var firstStartOfDexie: typeof dexieRows;
}
globalThis.firstStartOfDexie = dexieRows;
