import { watchMainThread } from '../../support/main-thread-probe.ts';
import type { PeerMeasured } from './measured.ts';
import { fetchPacks, readPack } from './packs.ts';

/** What the browser itself needs at least: fetch, keep the bytes as records, parse into maps. No rules, no sync, no indexes. */
async function limitOfFirstStart(files: readonly string[]): Promise<PeerMeasured> {
	const probe = watchMainThread();
	const began = performance.now();
	const database = await openEmpty();
	const packs: Uint8Array<ArrayBuffer>[] = [];
	await fetchPacks(files, async (bytes) => void packs.push(bytes));
	const tables = new Map<string, Map<string, unknown>>();
	await Promise.all([keep(database, packs), parse(packs, tables)]);
	const usable = performance.now() - began;
	database.close();
	const rows = [...tables.values()].reduce((sum, table) => sum + table.size, 0);
	return { usable, rows, blocked: await probe.stop() };
}

async function parse(packs: readonly Uint8Array<ArrayBuffer>[], tables: Map<string, Map<string, unknown>>): Promise<void> {
	for (const bytes of packs) {
		for (const row of await readPack(bytes)) {
			const table = tables.get(row.k) ?? new Map<string, unknown>();
			tables.set(row.k, table.set(row.id, row.b));
		}
	}
}

function openEmpty(): Promise<IDBDatabase> {
	const request = indexedDB.open('limit', 1);
	request.onupgradeneeded = () => request.result.createObjectStore('packs');
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('open', { cause: request.error }));
	});
}

function keep(database: IDBDatabase, packs: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
	const transaction = database.transaction('packs', 'readwrite');
	for (const [i, bytes] of packs.entries()) transaction.objectStore('packs').put(bytes, i);
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(new Error('put', { cause: transaction.error }));
	});
}

declare global {
	var firstStartAtTheLimit: typeof limitOfFirstStart;
}
globalThis.firstStartAtTheLimit = limitOfFirstStart;
