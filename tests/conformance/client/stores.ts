import { describe, expect, it } from 'vitest';
import type { DataChange, DataStore, OutboxStore } from '#lib/client/db/ports.ts';
import { emptyCursors } from '#lib/client/db/ports.ts';
import { packRows } from '#lib/client/db/packs.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { WireRow } from '#lib/protocol/sync.ts';

export const anOperation = (type = 'check-in'): Omit<Operation, 'n'> => ({
	type,
	v: 1,
	actor: 'account-1' as Operation['actor'],
	payload: { copyId: 'copy-1' },
	clock: { wall: 1, monotonic: 1, session: 's' }
});

/** What every outbox must do, whatever it stands on. `reopen` gives a second handle on the same data. */
export function outboxConformance(name: string, open: () => Promise<{ store: OutboxStore; again: () => OutboxStore }>): void {
	describe(`the outbox on ${name}`, () => {
		it('numbers operations from 1 without gaps', async () => {
			const { store } = await open();
			expect(await store.nextN()).toBe(1);
			await store.append([anOperation(), anOperation()], 1);
			expect((await store.pending()).map((operation) => operation.n)).toEqual([1, 2]);
			expect(await store.nextN()).toBe(3);
		});

		it('appends nothing when somebody appended since', async () => {
			const { store, again } = await open();
			const other = again();
			await other.append([anOperation()], 1);
			expect(await store.append([anOperation(), anOperation()], 1)).toBeUndefined();
			expect(await store.pending()).toHaveLength(1);
		});

		it('lets only one of two that append at once have a number', async () => {
			const { store, again } = await open();
			const results = await Promise.all([store.append([anOperation('a')], 1), again().append([anOperation('b')], 1)]);
			expect(results.filter(Boolean)).toHaveLength(1);
			expect(await store.pending()).toHaveLength(1);
		});

		it('moves what is confirmed to the archive and counts on from it', async () => {
			const { store } = await open();
			await store.append([anOperation(), anOperation(), anOperation()], 1);
			await store.confirm(2, 100);
			expect((await store.pending()).map((operation) => operation.n)).toEqual([3]);
			expect((await store.archived()).map((operation) => operation.n)).toEqual([1, 2]);
			await store.confirm(3, 100);
			expect(await store.nextN()).toBe(4);
		});

		it('forgets what archived operations said, and nothing else', async () => {
			const { store } = await open();
			await store.append([anOperation('a'), anOperation('b'), anOperation('c')], 1);
			await store.confirm(2, 100);
			await store.blank([1, 3, 9]);
			const payloads = [...(await store.archived()), ...(await store.pending())].map((operation) => [operation.type, operation.payload]);
			expect(payloads).toEqual([['a', { forgotten: true }], ['b', { copyId: 'copy-1' }], ['c', { copyId: 'copy-1' }]]);
			await store.reopen(0);
			expect((await store.pending()).map((operation) => operation.n)).toEqual([1, 2, 3]);
		});

		it('gives back what a restored server has forgotten, in order', async () => {
			const { store } = await open();
			await store.append([anOperation('a'), anOperation('b'), anOperation('c')], 1);
			await store.confirm(3, 100);
			await store.reopen(1);
			expect((await store.pending()).map((operation) => [operation.n, operation.type])).toEqual([[2, 'b'], [3, 'c']]);
			expect(await store.nextN()).toBe(4);
		});

		it('prunes the archive by age and never uses a number again', async () => {
			const { store } = await open();
			await store.append([anOperation(), anOperation()], 1);
			await store.confirm(2, 100);
			await store.pruneArchive(200);
			expect(await store.nextN()).toBe(3);
		});

		it('keeps everything for whoever opens it next', async () => {
			const { store, again } = await open();
			await store.append([anOperation()], 1);
			expect(await again().pending()).toEqual(await store.pending());
		});
	});
}

const row = (id: string, s: number, b?: unknown): WireRow => (b === undefined ? { k: 'card', id, s, d: true } : { k: 'card', id, s, b });

/** What every data store must do. */
export function dataConformance(name: string, open: () => Promise<{ store: DataStore; again: () => DataStore }>): void {
	const change = (part: Partial<DataChange>): DataChange => ({ drop: [], packs: [], rows: [], state: emptyCursors, ...part });
	const everything = async (store: DataStore) => {
		const seen = new Map<string, unknown>();
		await store.read((scope, rows) => {
			for (const each of rows) seen.set(`${scope} ${each.id}`, each.d ? undefined : each.b);
		});
		return Object.fromEntries(seen);
	};

	describe(`the data store on ${name}`, () => {
		it('is empty at first', async () => {
			const { store } = await open();
			expect(await store.state()).toEqual(emptyCursors);
			expect(await everything(store)).toEqual({});
		});

		it('keeps rows and cursors together, for whoever opens it next', async () => {
			const { store, again } = await open();
			const state = { epoch: 'e1', cursors: { 'desk:s': 7 }, confirmedN: 3 };
			await store.commit(change({ rows: [{ scope: 'desk:s', rows: [row('1', 7, { a: 1 })] }], state }));
			expect(await again().state()).toEqual(state);
			expect(await everything(again())).toEqual({ 'desk:s 1': { a: 1 } });
		});

		it('lets a changed row win over the pack it came in, a tombstone too', async () => {
			const { store } = await open();
			const bytes = await packRows([row('1', 1, 'old'), row('2', 1, 'old'), row('3', 1, 'old')]);
			await store.commit(change({ packs: [{ scope: 'cat:s', name: 'p', bytes }] }));
			await store.commit(change({ rows: [{ scope: 'cat:s', rows: [row('1', 2, 'new'), row('2', 2)] }] }));
			expect(await everything(store)).toEqual({ 'cat:s 1': 'new', 'cat:s 2': undefined, 'cat:s 3': 'old' });
		});

		it('drops a scope whole and no other', async () => {
			const { store } = await open();
			const bytes = await packRows([row('1', 1, 'x')]);
			await store.commit(change({ packs: [{ scope: 'pat:a', name: 'p', bytes }, { scope: 'pat:ab', name: 'p', bytes }], rows: [{ scope: 'pat:a', rows: [row('9', 1, 'y')] }] }));
			await store.commit(change({ drop: ['pat:a'] }));
			expect(await everything(store)).toEqual({ 'pat:ab 1': 'x' });
		});

		it('replaces a scope that is loaded anew', async () => {
			const { store } = await open();
			await store.commit(change({ rows: [{ scope: 'desk:s', rows: [row('1', 1, 'old')] }] }));
			const bytes = await packRows([row('2', 5, 'new')]);
			await store.commit(change({ drop: ['desk:s'], packs: [{ scope: 'desk:s', name: 'p', bytes }] }));
			expect(await everything(store)).toEqual({ 'desk:s 2': 'new' });
		});

		it('reads many rows back, each once', async () => {
			const { store } = await open();
			const rows = Array.from({ length: 4500 }, (_, i) => row(String(i), 1, i));
			await store.commit(change({ rows: [{ scope: 'desk:s', rows }] }));
			let count = 0;
			await store.read((_scope, batch) => void (count += batch.length));
			expect(count).toBe(4500);
		});

		it('packs anew without what was deleted or changed since, and shows the same', async () => {
			const { store } = await open();
			const people = { scope: 'desk:s', name: 'first-0', bytes: await packRows([row('1', 1, 'gone'), row('2', 1, 'old'), row('3', 1, 'stays')]) };
			const page = { scope: 'cat:s', name: 'hash', bytes: await packRows([row('1', 1, 'title')]) };
			const later = [row('1', 2), row('2', 2, 'new')];
			await store.commit(change({ packs: [people, page], rows: [{ scope: 'desk:s', rows: later }, { scope: 'cat:s', rows: [row('1', 2, 'other title')] }] }));
			const before = await everything(store);
			await store.compact();
			const read: string[] = [];
			await store.read((scope, rows) => void read.push(...rows.map((each) => `${scope} ${each.id} ${String(each.b)}`)));
			expect(read.toSorted()).toEqual(['cat:s 1 other title', 'cat:s 1 title', 'desk:s 2 new', 'desk:s 3 stays']);
			expect({ ...(await everything(store)), 'desk:s 1': undefined }).toEqual(before);
		});

		it('packs no other scope anew than it is asked to, and then keeps the marks of what was deleted', async () => {
			const { store } = await open();
			const pack = async (scope: string) => ({ scope, name: 'first-0', bytes: await packRows([row('1', 1, `${scope} old`), row('2', 1, `${scope} gone`), row('3', 1, 'stays')]) });
			const later = (scope: string) => ({ scope, rows: [row('1', 2, 'new'), row('2', 2)] });
			const all = ['cls:a', 'cls:ab', 'desk:s'];
			await store.commit(change({ packs: await Promise.all(all.map(pack)), rows: all.map(later) }));
			const before = await everything(store);
			await store.compact(['cls:a']);
			expect(await everything(store)).toEqual(before);
			const packed: string[] = [];
			await store.read((_scope, rows) => void packed.push(...rows.map(({ b }) => String(b))));
			expect(packed.filter((text) => / (?:old|gone)$/.test(text)).toSorted()).toEqual(['cls:ab gone', 'cls:ab old', 'desk:s gone', 'desk:s old']);
			await store.commit(change({ rows: [{ scope: 'cls:a', rows: [row('3', 3)] }] }));
			await store.compact(['cls:a']);
			const marks: string[] = [];
			await store.read((scope, rows) => void marks.push(...rows.filter(({ d }) => d).map(({ id }) => `${scope} ${id}`)));
			expect(marks.toSorted()).toEqual(['cls:a 2', 'cls:a 3', 'cls:ab 2', 'desk:s 2']);
			expect(await everything(store)).toEqual({ ...before, 'cls:a 3': undefined });
		});

		it('reads only the scopes that are asked for, packs before rows', async () => {
			const { store } = await open();
			const packs = [{ scope: 'pat:a', name: 'p', bytes: await packRows([row('1', 1, 'packed'), row('2', 1, 'packed too')]) }, { scope: 'cat:s', name: 'p', bytes: await packRows([row('1', 1, 'title')]) }];
			const rows = [{ scope: 'pat:a', rows: [row('1', 2, 'later')] }, { scope: 'pat:ab', rows: [row('1', 2, 'another')] }];
			await store.commit(change({ packs, rows, state: { epoch: 'e', cursors: { 'pat:a': 2, 'pat:ab': 2, 'cat:s': 2 }, confirmedN: 0 } }));
			const read: string[] = [];
			await store.read((scope, each) => void read.push(...each.map(({ b }) => `${scope} ${String(b)}`)), (scope) => scope === 'pat:a');
			expect(read).toEqual(['pat:a packed', 'pat:a packed too', 'pat:a later']);
		});

		it('keeps rows aside that are in no scope, the last ones set aside', async () => {
			const { store } = await open();
			expect(await store.aside()).toEqual([]);
			await store.setAside([row('1', 1, 'x')]);
			await store.setAside([row('2', 1, 'y')]);
			await store.commit(change({ rows: [{ scope: 'desk:s', rows: [row('3', 1, 'z')] }] }));
			expect(await store.aside()).toEqual([row('2', 1, 'y')]);
			expect(await everything(store)).toEqual({ 'desk:s 3': 'z' });
			await store.clear();
			expect(await store.aside()).toEqual([]);
		});

		it('can be emptied', async () => {
			const { store } = await open();
			await store.commit(change({ rows: [{ scope: 'desk:s', rows: [row('1', 1, 'x')] }], state: { epoch: 'e', cursors: { 'desk:s': 1 }, confirmedN: 1 } }));
			await store.clear();
			expect(await store.state()).toEqual(emptyCursors);
			expect(await everything(store)).toEqual({});
		});
	});
}
