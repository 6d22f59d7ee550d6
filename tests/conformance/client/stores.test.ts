import 'fake-indexeddb/auto';
import { DexieData } from '#lib/client/db/dexie-data.ts';
import { DexieOutbox } from '#lib/client/db/dexie-outbox.ts';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
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
