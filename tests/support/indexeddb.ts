import type { Page } from 'playwright-core';

/**
 * Everything in every database of this origin as one text: keys and values as JSON, packed bytes unpacked.
 */
export function dumpIndexedDb(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const answer = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('no answer'));
			});
		const unpack = async (bytes: Uint8Array<ArrayBuffer>) => {
			const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
			return new Response(stream).text();
		};
		const parts: string[] = [];
		const keep = async (value: unknown): Promise<void> => {
			if (value instanceof Uint8Array) return void parts.push(await unpack(new Uint8Array(value)));
			if (value === null || typeof value !== 'object') return void parts.push(String(value));
			for (const [name, inner] of Object.entries(value)) {
				parts.push(name);
				await keep(inner);
			}
		};
		for (const { name } of await indexedDB.databases()) {
			if (!name) continue;
			parts.push(name);
			const database = await answer(indexedDB.open(name));
			for (const store of database.objectStoreNames) {
				const source = database.transaction(store).objectStore(store);
				const [keys, values] = [await answer(source.getAllKeys()), await answer(database.transaction(store).objectStore(store).getAll())];
				parts.push(store, JSON.stringify(keys));
				for (const value of values) await keep(value);
			}
			database.close();
		}
		return parts.join('\n');
	});
}

/** Which of the texts stand in the dump as words; a number may by chance be part of a longer one, such as a label or a time. */
export function wordsFound(dump: string, texts: readonly string[]): string[] {
	return texts.filter((text) => new RegExp(`(?<![0-9A-Za-z])${RegExp.escape(text)}(?![0-9A-Za-z])`).test(dump));
}

/** Rows in the stores of that name, over all databases of this origin. */
export function countRows(page: Page, store: string): Promise<number> {
	return page.evaluate(async (store) => {
		const answer = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('no answer'));
			});
		let count = 0;
		for (const { name } of await indexedDB.databases()) {
			if (!name) continue;
			const database = await answer(indexedDB.open(name));
			if (database.objectStoreNames.contains(store)) count += await answer(database.transaction(store).objectStore(store).count());
			database.close();
		}
		return count;
	}, store);
}
