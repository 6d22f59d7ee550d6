import type { Operation } from '#lib/protocol/operation.ts';

/** Promises over the bare API, as thin as they can be. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('request', { cause: request.error }));
	});
}

export function committed(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(new Error('transaction', { cause: transaction.error }));
	});
}

export async function openRaw(name: string, make: (database: IDBDatabase) => void): Promise<IDBDatabase> {
	await answer(indexedDB.deleteDatabase(name));
	const request = indexedDB.open(name, 1);
	request.onupgradeneeded = () => make(request.result);
	return answer(request);
}

export const strict = { durability: 'strict' } as const;

/** The outbox without a library: the last number of both stores is read, the operation is added, and the disk is waited for. */
export class RawOutbox {
	readonly #database: IDBDatabase;

	private constructor(database: IDBDatabase) {
		this.#database = database;
	}

	static async open(pending: readonly Omit<Operation, 'n'>[]): Promise<RawOutbox> {
		const database = await openRaw('raw-outbox', (made) => {
			made.createObjectStore('operations', { keyPath: 'n' });
			made.createObjectStore('archive', { keyPath: 'n' });
		});
		const transaction = database.transaction('operations', 'readwrite');
		for (const [i, operation] of pending.entries()) transaction.objectStore('operations').put({ ...operation, n: i + 1 });
		await committed(transaction);
		return new RawOutbox(database);
	}

	/** @returns milliseconds */
	async append(operation: Omit<Operation, 'n'>): Promise<number> {
		const began = performance.now();
		const transaction = this.#database.transaction(['operations', 'archive'], 'readwrite', strict);
		const [operations, archive] = [transaction.objectStore('operations'), transaction.objectStore('archive')];
		const done = committed(transaction);
		const [last, archived] = await Promise.all([answer(operations.openCursor(null, 'prev')), answer(archive.openCursor(null, 'prev'))]);
		operations.add({ ...operation, n: Math.max(Number(last?.key ?? 0), Number(archived?.key ?? 0)) + 1 });
		await done;
		return performance.now() - began;
	}

	close(): void {
		this.#database.close();
	}
}
