import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { dataName, DexieData } from '#lib/client/db/dexie-data.ts';
import { DexieOutbox, outboxName } from '#lib/client/db/dexie-outbox.ts';
import { packRows } from '#lib/client/db/packs.ts';

/** Dexie counts in tens. */
const perVersion = 10;

interface Shape {
	readonly key: string | string[];
	readonly indexes?: readonly string[];
}

/** The databases of each version of the app as a browser holds them, without a line of the app. */
const versions = {
	outbox: [{ operations: { key: 'n' }, archive: { key: 'n', indexes: ['archivedAt'] } }],
	data: [{ packs: { key: ['scope', 'name'] }, rows: { key: ['scope', 'k', 'id'] }, state: { key: 'key' } }]
} satisfies Record<string, readonly Record<string, Shape>[]>;

function make(name: string, version: number, stores: Record<string, Shape>, contents: Record<string, readonly object[]>): Promise<void> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(name, version * perVersion);
		opening.onupgradeneeded = () => {
			for (const [store, { key, indexes = [] }] of Object.entries(stores)) {
				const made = opening.result.createObjectStore(store, { keyPath: key });
				for (const index of indexes) made.createIndex(index, index);
				for (const value of contents[store] ?? []) made.put(value);
			}
		};
		opening.onsuccess = () => {
			opening.result.close();
			resolve();
		};
		opening.onerror = () => reject(opening.error ?? new Error('not made'));
	});
}

async function versionOf(name: string): Promise<number | undefined> {
	return (await indexedDB.databases()).find((each) => each.name === name)?.version;
}

const clock = { wall: 1, monotonic: 1, session: 's' };
const operation = (n: number) => ({ n, type: 'check-in', v: 1, actor: 'a' as never, payload: { copyId: `copy-${n}` }, clock });

describe('what an older version of the app left in the browser', () => {
	it.each(versions.outbox.map((stores, i) => ({ version: i + 1, stores })))('an outbox of version $version keeps every operation and goes on counting', async ({ version, stores }) => {
		const name = outboxName(`old-${version}`);
		await make(name, version, stores, { operations: [operation(3), operation(4)], archive: [{ ...operation(1), archivedAt: 5 }, { ...operation(2), archivedAt: 6 }] });
		const outbox = new DexieOutbox(name);
		expect((await outbox.pending()).map(({ n }) => n)).toEqual([3, 4]);
		expect(await outbox.append([operation(0)], 5)).toMatchObject([{ n: 5 }]);
		await outbox.confirm(3, 7);
		expect((await outbox.archived()).map(({ n }) => n)).toEqual([1, 2, 3]);
		outbox.close();
	});

	it('an outbox is never upgraded: nothing may stand between a scan and its record', async () => {
		const name = outboxName('frozen');
		const outbox = new DexieOutbox(name);
		await outbox.nextN();
		outbox.close();
		expect(await versionOf(name)).toBe(perVersion);
	});

	it.each(versions.data.map((stores, i) => ({ version: i + 1, stores })))('confirmed rows of version $version are read, changed and kept', async ({ version, stores }) => {
		const name = dataName(`old-${version}`);
		const bytes = await packRows([{ k: 'card', id: '1', s: 1, b: 'packed' }]);
		const state = { key: 'sync', epoch: 'e1', cursors: { 'desk:s': 2 }, confirmedN: 4 };
		await make(name, version, stores, { packs: [{ scope: 'desk:s', name: 'p', bytes }], rows: [{ scope: 'desk:s', k: 'card', id: '2', s: 2, b: 'alone' }], state: [state] });
		const data = new DexieData(name);
		expect(await data.state()).toEqual({ epoch: 'e1', cursors: { 'desk:s': 2 }, confirmedN: 4 });
		const seen: unknown[] = [];
		await data.read((_scope, rows) => void seen.push(...rows.map((row) => row.b)));
		expect(seen).toEqual(['packed', 'alone']);
		await data.commit({ drop: [], packs: [], rows: [{ scope: 'desk:s', rows: [{ k: 'card', id: '2', s: 3, d: true }] }], state: { epoch: 'e1', cursors: { 'desk:s': 3 }, confirmedN: 4 } });
		expect((await data.state()).cursors).toEqual({ 'desk:s': 3 });
		data.close();
	});
});
