import { Dexie, type Table } from 'dexie';
import type { WireRow } from '#lib/protocol/sync.ts';
import { isSnapshotScope } from '#lib/protocol/scopes.ts';
import { compactedPack, unpackRows } from './packs.ts';
import { emptyCursors, isSameMoment, requireBasis, type DataChange, type DataStore, type Pack, type SyncCursorState } from './ports.ts';

interface StoredRow extends WireRow {
	readonly scope: string;
}

type RowKey = [scope: string, kind: string, id: string];

interface StoredState extends SyncCursorState {
	readonly key: 'sync';
}

interface StoredAside {
	readonly key: 'aside';
	readonly rows: readonly WireRow[];
}

interface DataDatabase extends Dexie {
	packs: Table<Pack, [string, string]>;
	rows: Table<StoredRow, RowKey>;
	state: Table<StoredState | StoredAside, string>;
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
		if (stored?.key !== 'sync') return emptyCursors;
		const { epoch, cursors, confirmedN } = stored;
		return { epoch, cursors, confirmedN };
	}

	async read(onRows: (scope: string, rows: readonly WireRow[]) => void | Promise<void>, isWanted?: (scope: string) => boolean): Promise<void> {
		if (!isWanted) {
			await this.#readPacks(await this.#db.packs.toArray(), onRows);
			return this.#readRows(['', '', ''], [lastKey, lastKey, lastKey], onRows);
		}
		for (const scope of Object.keys((await this.state()).cursors).filter(isWanted)) {
			await this.#readPacks(await this.#packsOf(scope).toArray(), onRows);
			await this.#readRows([scope, '', ''], [scope, lastKey, lastKey], onRows);
		}
	}

	async setAside(rows: readonly WireRow[]): Promise<void> {
		await this.#db.state.put({ key: 'aside', rows });
	}

	async aside(): Promise<readonly WireRow[]> {
		const stored = await this.#db.state.get('aside');
		return stored?.key === 'aside' ? stored.rows : [];
	}

	#packsOf(scope: string) {
		return this.#db.packs.where('[scope+name]').between([scope, ''], [scope, lastKey]);
	}

	async #readPacks(packs: readonly Pack[], onRows: (scope: string, rows: readonly WireRow[]) => void | Promise<void>): Promise<void> {
		const unpacking = packs.map((pack) => unpackRows(pack.bytes));
		for (const [i, pack] of packs.entries()) await onRows(pack.scope, (await unpacking[i]) ?? []);
	}

	/** Rows after the first key and up to the last. */
	async #readRows(first: RowKey, last: RowKey, onRows: (scope: string, rows: readonly WireRow[]) => void | Promise<void>): Promise<void> {
		let after = first;
		for (;;) {
			const batch = await this.#db.rows.where(':id').between(after, last, false, true).limit(readBatch).toArray();
			for (const [scope, rows] of byScope(batch)) await onRows(scope, rows);
			const end = batch.at(-1);
			if (!end || batch.length < readBatch) return;
			after = [end.scope, end.k, end.id];
		}
	}

	async commit(change: DataChange): Promise<void> {
		const { packs, rows, state } = this.#db;
		await this.#db.transaction('rw', packs, rows, state, async () => {
			requireBasis(change, await this.state());
			for (const scope of change.drop) {
				await this.#packsOf(scope).delete();
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
			for (const pack of await this.#packsOf(scope).toArray()) {
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
