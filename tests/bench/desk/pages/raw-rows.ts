import type { CopyState } from '#lib/domain/circulation/loan.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { Records } from '#lib/client/view/records.ts';
import { answer, committed, openRaw, strict } from './raw-store.ts';

interface RawCopy {
	readonly id: string;
	readonly openLoan?: string | undefined;
}

/** A desk that keeps its rows in IndexedDB and nothing in memory, in one strict transaction for each scan, without a library. */
export class RawRows {
	readonly #database: IDBDatabase;

	private constructor(database: IDBDatabase) {
		this.#database = database;
	}

	static async open(records: Records, loans: number): Promise<RawRows> {
		const database = await openRaw('raw-rows', (made) => {
			made.createObjectStore('copies', { keyPath: 'id' }).createIndex('barcode', 'barcode');
			made.createObjectStore('patrons', { keyPath: 'id' });
			const table = made.createObjectStore('loans', { keyPath: 'id' });
			table.createIndex('openOf', 'openOf');
			table.createIndex('copyId', 'copyId');
			made.createObjectStore('operations', { keyPath: 'n', autoIncrement: true });
		});
		const transaction = database.transaction(['copies', 'patrons', 'loans'], 'readwrite');
		for (const copy of records.all('copy')) transaction.objectStore('copies').put(copy);
		for (const patron of records.all('patron')) transaction.objectStore('patrons').put(patron);
		const known = [...records.all('copyState')].flatMap((state) => loansOf(state));
		for (let i = 0; i < loans; i++) {
			const loan = known[i % known.length];
			if (loan) transaction.objectStore('loans').put(i < known.length ? loan : { ...loan, id: `${loan.id}-${i}`, openOf: undefined });
		}
		await committed(transaction);
		return new RawRows(database);
	}

	/** Reads copy, patron and open loans; writes loan, copy and operation. @returns milliseconds */
	async scan(barcode: string, patronId: string, operation: Omit<Operation, 'n'>): Promise<number> {
		const began = performance.now();
		const transaction = this.#database.transaction(['copies', 'patrons', 'loans', 'operations'], 'readwrite', strict);
		const [copies, loans] = [transaction.objectStore('copies'), transaction.objectStore('loans')];
		const done = committed(transaction);
		const [copy, patron, open] = await Promise.all([
			answer(copies.index('barcode').get(barcode) as IDBRequest<RawCopy | undefined>),
			answer(transaction.objectStore('patrons').get(patronId) as IDBRequest<unknown>),
			answer(loans.index('openOf').getAll(patronId) as IDBRequest<unknown[]>)
		]);
		if (!copy || !patron) throw new Error('the raw desk does not know this copy or patron');
		const id = copy.openLoan ?? crypto.randomUUID();
		loans.put({ id, copyId: copy.id, patronId, openOf: copy.openLoan ? undefined : patronId, among: open.length });
		copies.put({ ...copy, openLoan: copy.openLoan ? undefined : id });
		transaction.objectStore('operations').add({ ...operation });
		await done;
		return performance.now() - began;
	}

	close(): void {
		this.#database.close();
	}
}

function loansOf({ open, lastClosed }: CopyState): { id: string; openOf?: string | undefined }[] {
	return [...(open ? [{ ...open, openOf: open.patronId ?? undefined }] : []), ...(lastClosed ? [lastClosed] : [])];
}
