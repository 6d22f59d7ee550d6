import { Dexie, type EntityTable, type Table } from 'dexie';
import type { WireRow } from '#lib/protocol/sync.ts';
import { isSnapshotScope } from '#lib/protocol/scopes.ts';
import { compactedPack, unpackRows } from './packs.ts';
import { emptyCursors, isSameMoment, requireBasis, type DataChange, type DataStore, type Pack, type SyncCursorState } from './ports.ts';

interface StoredRow extends WireRow {
	readonly scope: string;
}

interface StoredState extends SyncCursorState {
	readonly key: 'sync';
}

interface DataDatabase extends Dexie {
	packs: Table<Pack, [string, string]>;
	rows: Table<StoredRow, [string, string, string]>;
	state: EntityTable<StoredState, 'key'>;
}

/** Rows read per turn, so that opening a large school leaves the screen alive. */
const readBatch = 2000;
/** Rows written per turn: handing a row to the database costs about 0.1 ms, and the page does nothing else meanwhile. */
const writeBatch = 200;
/** Sorts after every name, kind and id there is. */
const lastKey = '\uffff';

export function dataName(installationId: string): string {
	return `mediatheek-data-${installationId}`;
}

export class DexieData implements DataStore {
	readonly #db: DataDatabase;

	constructor(name: string) {
		this.#db = new Dexie(name, { cache: 'disabled' }) as DataDatabase;
		this.#db.version(1).stores({ packs: '[scope+name]', rows: '[scope+k+id]', state: 'key' });
	}

	async state(): Promise<SyncCursorState> {
		const stored = await this.#db.state.get('sync');
		if (!stored) return emptyCursors;
		const { epoch, cursors, confirmedN } = stored;
		return { epoch, cursors, confirmedN };
	}

	async read(onRows: (scope: string, rows: readonly WireRow[]) => void | Promise<void>): Promise<void> {
		const packs = await this.#db.packs.toArray();
		const unpacking = packs.map((pack) => unpackRows(pack.bytes));
		for (const [i, pack] of packs.entries()) await onRows(pack.scope, (await unpacking[i]) ?? []);
		let after: [string, string, string] | undefined;
		for (;;) {
			const range = after ? this.#db.rows.where(':id').above(after) : this.#db.rows.toCollection();
			const batch = await range.limit(readBatch).toArray();
			for (const [scope, rows] of byScope(batch)) await onRows(scope, rows);
			const last = batch.at(-1);
			if (!last || batch.length < readBatch) return;
			after = [last.scope, last.k, last.id];
		}
	}

	async commit(change: DataChange): Promise<void> {
		const { packs, rows, state } = this.#db;
		await this.#db.transaction('rw', packs, rows, state, async () => {
			requireBasis(change, await this.state());
			for (const scope of change.drop) {
				await packs.where('[scope+name]').between([scope, ''], [scope, lastKey]).delete();
				await rows.where('[scope+k+id]').between([scope, '', ''], [scope, lastKey, lastKey]).delete();
			}
			if (change.packs.length > 0) await packs.bulkPut([...change.packs]);
			for (const { scope, rows: changed } of change.rows) {
				for (let from = 0; from < changed.length; from += writeBatch) {
					await rows.bulkPut(changed.slice(from, from + writeBatch).map((row) => ({ ...row, scope })));
				}
			}
			await state.put({ key: 'sync', ...change.state });
		});
	}

	async compact(scopes?: readonly string[]): Promise<void> {
		const before = await this.state();
		const outdated = await this.#outdatedPacks(scopes ?? [...new Set((await this.#db.packs.toCollection().primaryKeys()).map(([scope]) => scope))]);
		const { packs, rows, state } = this.#db;
		await this.#db.transaction('rw', packs, rows, state, async () => {
			if (!isSameMoment(before, await this.state())) return;
			await packs.bulkPut(outdated);
			if (!scopes) await rows.filter((row) => row.d === true && !isSnapshotScope(row.scope)).delete();
		});
	}

	/** The packs of these scopes that hold a row that changed since, packed anew without it. */
	async #outdatedPacks(scopes: readonly string[]): Promise<Pack[]> {
		const outdated: Pack[] = [];
		for (const scope of scopes) {
			const changed = await this.#db.rows.where('[scope+k+id]').between([scope, '', ''], [scope, lastKey, lastKey]).primaryKeys();
			if (changed.length === 0) continue;
			const newer = new Set(changed.map(([, kind, id]) => `${kind} ${id}`));
			for (const pack of await this.#db.packs.where('[scope+name]').between([scope, ''], [scope, lastKey]).toArray()) {
				const compacted = await compactedPack(pack, ({ k, id }) => newer.has(`${k} ${id}`));
				if (compacted !== pack) outdated.push(compacted);
			}
		}
		return outdated;
	}

	async clear(): Promise<void> {
		const { packs, rows, state } = this.#db;
		await this.#db.transaction('rw', packs, rows, state, async () => {
			await Promise.all([packs.clear(), rows.clear(), state.clear()]);
		});
	}

	close(): void {
		this.#db.close();
	}
}

function byScope(rows: readonly StoredRow[]): Map<string, WireRow[]> {
	return Map.groupBy(rows, (row) => row.scope);
}
