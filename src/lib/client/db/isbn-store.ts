import { Dexie, type Table } from 'dexie';
import type { LookUpAnswer } from '../look-up.ts';

/** An ISBN that was scanned to be catalogued, and what is known of it so far. */
export interface ListedIsbn {
	readonly installationId: string;
	readonly isbn: string;
	readonly addedAt: number;
	/** How often it was scanned: as many copies, probably. */
	readonly count: number;
	/** What catalogues said; absent: waits for a connection. */
	readonly answer?: LookUpAnswer | undefined;
}

interface IsbnDatabase extends Dexie {
	isbns: Table<ListedIsbn, [string, string]>;
}

/** ISBNs on this device until each is a title or was taken off; a database of its own, so that new school data leaves it alone. */
export class IsbnStore {
	readonly #db: IsbnDatabase;
	readonly #installationId: string;

	constructor(installationId: string) {
		this.#installationId = installationId;
		this.#db = new Dexie('mediatheek-isbns', { chromeTransactionDurability: 'strict', cache: 'disabled' }) as IsbnDatabase;
		this.#db.version(1).stores({ isbns: '[installationId+isbn]' });
	}

	/** Newest first. */
	async list(): Promise<ListedIsbn[]> {
		const all = await this.#db.isbns.where('[installationId+isbn]').between([this.#installationId, ''], [this.#installationId, '\uffff']).toArray();
		return all.toSorted((a, b) => b.addedAt - a.addedAt);
	}

	/** Once more the same ISBN is one more copy. */
	async add(isbn: string, addedAt: number): Promise<void> {
		await this.#db.transaction('rw', this.#db.isbns, async () => {
			const known = await this.#db.isbns.get([this.#installationId, isbn]);
			await this.#db.isbns.put(known ? { ...known, count: known.count + 1, addedAt } : { installationId: this.#installationId, isbn, addedAt, count: 1 });
		});
	}

	/** Nothing happens to one that was taken off meanwhile. */
	async answer(isbn: string, answer: LookUpAnswer | undefined): Promise<void> {
		await this.#db.isbns.update([this.#installationId, isbn], { answer });
	}

	async remove(isbn: string): Promise<void> {
		await this.#db.isbns.delete([this.#installationId, isbn]);
	}
}
