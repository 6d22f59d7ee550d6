import { Dexie, type EntityTable } from 'dexie';
import { blankedPayload } from '#lib/protocol/forgotten.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { ArchivedOperation, OutboxStore } from './ports.ts';

interface OutboxDatabase extends Dexie {
	operations: EntityTable<Operation, 'n'>;
	archive: EntityTable<ArchivedOperation, 'n'>;
}

/**
 * The outbox in a database of its own. Its schema is frozen at version 1: an upgrade that another tab
 * blocks must never stand between a scan and its record. Writes wait for the disk (`strict`).
 */
function open(name: string): OutboxDatabase {
	const db = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' }) as OutboxDatabase;
	db.version(1).stores({ operations: 'n', archive: 'n, archivedAt' });
	return db;
}

export function outboxName(installationId: string): string {
	return `mediatheek-outbox-${installationId}`;
}

export class DexieOutbox implements OutboxStore {
	readonly #db: OutboxDatabase;

	constructor(name: string) {
		this.#db = open(name);
	}

	pending(): Promise<Operation[]> {
		return this.#db.operations.orderBy('n').toArray();
	}

	nextN(): Promise<number> {
		const { operations, archive } = this.#db;
		return this.#db.transaction('r', operations, archive, () => this.#next());
	}

	oldestN(): Promise<number | undefined> {
		const { operations, archive } = this.#db;
		return this.#db.transaction('r', operations, archive, async () => {
			const [pending, archived] = await Promise.all([operations.orderBy('n').first(), archive.orderBy('n').first()]);
			return archived?.n ?? pending?.n;
		});
	}

	async append(added: readonly Omit<Operation, 'n'>[], expectedN: number): Promise<Operation[] | undefined> {
		const { operations, archive } = this.#db;
		return this.#db.transaction('rw', operations, archive, async () => {
			if ((await this.#next()) !== expectedN) return undefined;
			const numbered = added.map((operation, i) => ({ ...operation, n: expectedN + i }));
			await operations.bulkAdd(numbered);
			return numbered;
		});
	}

	async confirm(n: number, now: number): Promise<void> {
		const { operations, archive } = this.#db;
		await this.#db.transaction('rw', operations, archive, async () => {
			const done = await operations.where('n').belowOrEqual(n).toArray();
			if (done.length === 0) return;
			await archive.bulkPut(done.map((operation) => ({ ...operation, archivedAt: now })));
			await operations.bulkDelete(done.map((operation) => operation.n));
		});
	}

	archived(): Promise<ArchivedOperation[]> {
		return this.#db.archive.orderBy('n').toArray();
	}

	async reopen(n: number): Promise<void> {
		const { operations, archive } = this.#db;
		await this.#db.transaction('rw', operations, archive, async () => {
			const forgotten = await archive.where('n').above(n).toArray();
			await operations.bulkPut(forgotten.map(({ archivedAt: _at, ...operation }) => operation));
			await archive.bulkDelete(forgotten.map((operation) => operation.n));
		});
	}

	async blank(numbers: readonly number[]): Promise<void> {
		const { archive } = this.#db;
		await this.#db.transaction('rw', archive, async () => {
			const found = await archive.bulkGet([...numbers]);
			await archive.bulkPut(found.filter((operation) => operation !== undefined).map((operation) => ({ ...operation, payload: blankedPayload })));
		});
	}

	async pruneArchive(before: number): Promise<void> {
		const last = await this.#db.archive.orderBy('n').last();
		// The newest stays: it carries the number from which the next one counts.
		await this.#db.archive
			.where('archivedAt')
			.below(before)
			.and((operation) => operation.n !== last?.n)
			.delete();
	}

	close(): void {
		this.#db.close();
	}

	async #next(): Promise<number> {
		const [pending, archived] = await Promise.all([
			this.#db.operations.orderBy('n').last(),
			this.#db.archive.orderBy('n').last()
		]);
		return Math.max(pending?.n ?? 0, archived?.n ?? 0) + 1;
	}
}
