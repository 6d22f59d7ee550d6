import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { DexieData } from '#lib/client/db/dexie-data.ts';
import { DexieOutbox } from '#lib/client/db/dexie-outbox.ts';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { emptyCursors } from '#lib/client/db/ports.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import { dataConformance, outboxConformance } from './stores.ts';

let serial = 0;

outboxConformance('memory', async () => {
	const store = new MemoryOutbox();
	return { store, again: () => store };
});
outboxConformance('Dexie', async () => {
	const name = `outbox-${++serial}`;
	return { store: new DexieOutbox(name), again: () => new DexieOutbox(name) };
});
dataConformance('memory', async () => {
	const store = new MemoryData();
	return { store, again: () => store };
});
dataConformance('Dexie', async () => {
	const name = `data-${++serial}`;
	return { store: new DexieData(name), again: () => new DexieData(name) };
});

it('rows that are handed to Dexie in several parts are stored all or none, with their cursor', async () => {
	const name = `data-${++serial}`;
	const store = new DexieData(name);
	const fine = Array.from({ length: 450 }, (_, i): WireRow => ({ k: 'copy', id: String(i), s: 1, b: i }));
	const state = { epoch: 'e', cursors: { 'desk:s': 1 }, confirmedN: 0 };
	const commit = (rows: readonly WireRow[]) => store.commit({ drop: [], packs: [], rows: [{ scope: 'desk:s', rows }], state });
	const notStorable: WireRow = { k: 'copy', id: 'x', s: 1, b: () => undefined };
	await expect(commit([...fine, notStorable])).rejects.toThrow();
	expect(await store.state()).toEqual(emptyCursors);
	let count = 0;
	await new DexieData(name).read((_scope, rows) => void (count += rows.length));
	expect(count).toBe(0);
	await commit(fine);
	expect(await store.state()).toEqual(state);
});
