import { gunzipSync } from 'node:zlib';
import type { RowKind, Rows } from '#lib/protocol/rows.ts';
import type { PullResponse, WireRow } from '#lib/protocol/sync.ts';

/** The plainest thing that follows the feed: a map per scope. */
export class Replica {
	readonly #scopes = new Map<string, { cursor: number; rows: Map<string, unknown> }>();

	static readPage(content: Uint8Array): WireRow[] {
		const text = gunzipSync(content).toString();
		return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as WireRow);
	}

	cursors(): Record<string, number | null> {
		return Object.fromEntries([...this.#scopes].map(([id, scope]) => [id, scope.cursor]));
	}

	load(id: string, seq: number, rows: readonly WireRow[]): void {
		this.#scopes.set(id, { cursor: seq, rows: new Map(rows.map((row) => [`${row.k} ${row.id}`, row.b])) });
	}

	/** Drops every scope that is no longer among these. */
	keep(scopes: readonly string[]): void {
		for (const id of [...this.#scopes.keys()]) if (!scopes.includes(id)) this.#scopes.delete(id);
	}

	/** Applies one answer, scope by scope. */
	apply({ scopes }: PullResponse): void {
		for (const { id, from, to, rows } of scopes) {
			const known = this.#scopes.get(id) ?? { cursor: null, rows: new Map<string, unknown>() };
			if (known.cursor !== from) throw new Error(`${id}: an answer from ${from} for a cursor at ${known.cursor}`);
			for (const row of rows) {
				if (row.d) known.rows.delete(`${row.k} ${row.id}`);
				else known.rows.set(`${row.k} ${row.id}`, row.b);
			}
			this.#scopes.set(id, { cursor: to, rows: known.rows });
		}
	}

	/** Everything it holds, in an order that does not depend on how it came. */
	contents(): Record<string, Record<string, unknown>> {
		const sorted = <T>(entries: Iterable<[string, T]>) => Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
		return sorted([...this.#scopes].map(([id, scope]): [string, Record<string, unknown>] => [id, sorted(scope.rows)]));
	}

	clone(): Replica {
		const copy = new Replica();
		for (const [id, { cursor, rows }] of this.#scopes) copy.#scopes.set(id, { cursor, rows: new Map(rows) });
		return copy;
	}

	find<K extends RowKind>(kind: K, id: string): Rows[K] | undefined {
		for (const { rows } of this.#scopes.values()) {
			const row = rows.get(`${kind} ${id}`);
			if (row !== undefined) return row as Rows[K];
		}
		return undefined;
	}

	list<K extends RowKind>(kind: K): Rows[K][] {
		return [...this.#scopes.values()].flatMap(({ rows }) =>
			[...rows].filter(([key]) => key.startsWith(`${kind} `)).map(([, row]) => row as Rows[K])
		);
	}
}
