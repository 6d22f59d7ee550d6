import { blankedPayload } from '#lib/protocol/forgotten.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { frozen } from './frozen.ts';
import type { ArchivedOperation, OutboxStore } from './ports.ts';

/** The outbox without a browser: for simulations and fast tests. Same suite as the Dexie one. What it hands out is frozen, which costs less than copies. */
export class MemoryOutbox implements OutboxStore {
	#operations: Operation[] = [];
	#archive: ArchivedOperation[] = [];

	async pending(): Promise<Operation[]> {
		return [...this.#operations];
	}

	async nextN(): Promise<number> {
		return Math.max(this.#operations.at(-1)?.n ?? 0, this.#archive.at(-1)?.n ?? 0) + 1;
	}

	async oldestN(): Promise<number | undefined> {
		return this.#archive[0]?.n ?? this.#operations[0]?.n;
	}

	async append(added: readonly Omit<Operation, 'n'>[], expectedN: number): Promise<Operation[] | undefined> {
		const next = Math.max(this.#operations.at(-1)?.n ?? 0, this.#archive.at(-1)?.n ?? 0) + 1;
		if (next !== expectedN) return undefined;
		const numbered = added.map((operation, i) => frozen({ ...structuredClone(operation), n: expectedN + i }));
		this.#operations.push(...numbered);
		return numbered;
	}

	async confirm(n: number, now: number): Promise<void> {
		const done = this.#operations.filter((operation) => operation.n <= n);
		this.#operations = this.#operations.filter((operation) => operation.n > n);
		const known = new Set(done.map((operation) => operation.n));
		const kept = this.#archive.filter((operation) => !known.has(operation.n));
		this.#archive = [...kept, ...done.map((operation) => ({ ...operation, archivedAt: now }))].sort((a, b) => a.n - b.n);
	}

	async archived(): Promise<ArchivedOperation[]> {
		return [...this.#archive];
	}

	async reopen(n: number): Promise<void> {
		const forgotten = this.#archive.filter((operation) => operation.n > n);
		this.#archive = this.#archive.filter((operation) => operation.n <= n);
		const back = forgotten.map(({ archivedAt: _at, ...operation }) => operation);
		this.#operations = [...back, ...this.#operations].sort((a, b) => a.n - b.n);
	}

	async blank(numbers: readonly number[]): Promise<void> {
		this.#archive = this.#archive.map((operation) => (numbers.includes(operation.n) ? { ...operation, payload: blankedPayload } : operation));
	}

	async pruneArchive(before: number): Promise<void> {
		const last = this.#archive.at(-1)?.n;
		this.#archive = this.#archive.filter((operation) => operation.archivedAt >= before || operation.n === last);
	}

	close(): void {}
}
