import { IsbnStore, type ListedIsbn } from '../db/isbn-store.ts';
import { lookUpIsbn } from '../look-up.ts';
import type { Result } from '../sync/requests.ts';

/** The list of ISBNs of one installation: scanned in a row, looked up when there is a network. */
export class IsbnList {
	entries: readonly ListedIsbn[] = $state.raw([]);
	/** The ISBN that is being looked up now. */
	asking: string | undefined = $state();
	/** Why the last round ended early; `undefined`: it did not. */
	trouble: Extract<Result, { ok: false }>['failure'] | undefined = $state();
	readonly #store: IsbnStore;

	constructor(installationId: string) {
		this.#store = new IsbnStore(installationId);
	}

	async load(): Promise<void> {
		this.entries = await this.#store.list();
	}

	/** Kept on the device before anything is asked. */
	async add(isbn: string): Promise<void> {
		await this.#store.add(isbn, Date.now());
		await this.load();
		void this.lookUp();
	}

	async remove(isbn: string): Promise<void> {
		await this.#store.remove(isbn);
		await this.load();
	}

	/** Asks once more about one that nobody knew. */
	async askAgain(isbn: string): Promise<void> {
		await this.#store.answer(isbn, undefined);
		await this.load();
		await this.lookUp();
	}

	/**
	 * Looks up what waits, oldest first, one at a time; ends at the first that gets no answer from the server.
	 * @param hasSources whether the school has chosen catalogues: then those that nobody was asked about wait again
	 */
	async lookUp(hasSources = false): Promise<void> {
		if (this.asking !== undefined) return;
		const unasked = hasSources ? this.entries.filter(({ answer }) => answer?.sources === 0) : [];
		for (const { isbn } of unasked) await this.#store.answer(isbn, undefined);
		if (unasked.length > 0) await this.load();
		for (let next = this.#nextWaiting(); next; next = this.#nextWaiting()) {
			this.asking = next.isbn;
			const answered = await lookUpIsbn(next.isbn);
			if (answered.ok) await this.#store.answer(next.isbn, answered.body);
			await this.load();
			this.asking = undefined;
			this.trouble = answered.ok ? undefined : answered.failure;
			if (!answered.ok) return;
		}
	}

	#nextWaiting(): ListedIsbn | undefined {
		return this.entries.findLast((entry) => entry.answer === undefined);
	}
}
