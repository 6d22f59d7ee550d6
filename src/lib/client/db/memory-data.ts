import type { WireRow } from '#lib/protocol/sync.ts';
import { frozen } from './frozen.ts';
import { isSnapshotScope } from '#lib/protocol/scopes.ts';
import { compactedPack, unpackRows } from './packs.ts';
import { emptyCursors, requireBasis, type DataChange, type DataStore, type Pack, type SyncCursorState } from './ports.ts';

/** Confirmed rows without a browser: for simulations and fast tests. Same suite as the Dexie one. */
export class MemoryData implements DataStore {
	#state: SyncCursorState = emptyCursors;
	#packs: Pack[] = [];
	#aside: readonly WireRow[] = [];
	readonly #rows = new Map<string, { scope: string; row: WireRow }>();

	async state(): Promise<SyncCursorState> {
		return this.#state;
	}

	async read(onRows: (scope: string, rows: readonly WireRow[]) => void | Promise<void>, isWanted: (scope: string) => boolean = () => true): Promise<void> {
		for (const pack of this.#packs) if (isWanted(pack.scope)) await onRows(pack.scope, await unpackRows(pack.bytes));
		for (const { scope, row } of this.#rows.values()) if (isWanted(scope)) await onRows(scope, [row]);
	}

	async setAside(rows: readonly WireRow[]): Promise<void> {
		this.#aside = rows.map((row) => frozen(structuredClone(row)));
	}

	async aside(): Promise<readonly WireRow[]> {
		return this.#aside;
	}

	async commit(change: DataChange): Promise<void> {
		requireBasis(change, this.#state);
		for (const scope of change.drop) {
			this.#packs = this.#packs.filter((pack) => pack.scope !== scope);
			for (const [key, row] of this.#rows) if (row.scope === scope) this.#rows.delete(key);
		}
		const names = new Set(change.packs.map((pack) => `${pack.scope} ${pack.name}`));
		this.#packs = [...this.#packs.filter((pack) => !names.has(`${pack.scope} ${pack.name}`)), ...change.packs];
		for (const { scope, rows } of change.rows) {
			for (const row of rows) this.#rows.set(`${scope} ${row.k} ${row.id}`, { scope, row: frozen(structuredClone(row)) });
		}
		this.#state = change.state;
	}

	async compact(scopes?: readonly string[]): Promise<void> {
		const packs = this.#packs;
		const newer = new Set(this.#rows.keys());
		const compacted = new Map<Pack, Pack>();
		for (const pack of packs) {
			if (scopes && !scopes.includes(pack.scope)) continue;
			compacted.set(pack, await compactedPack(pack, (row) => newer.has(`${pack.scope} ${row.k} ${row.id}`)));
		}
		if (packs !== this.#packs) return;
		this.#packs = packs.map((pack) => compacted.get(pack) ?? pack);
		if (scopes) return;
		for (const [key, { scope, row }] of this.#rows) if (row.d && !isSnapshotScope(scope)) this.#rows.delete(key);
	}

	async clear(): Promise<void> {
		this.#state = emptyCursors;
		this.#packs = [];
		this.#aside = [];
		this.#rows.clear();
	}

	close(): void {}
}
