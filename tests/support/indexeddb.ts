import type { Page } from 'playwright-core';

/** One record of a browser's databases, or one row out of what is packed in it. */
export interface KeptRecord {
	readonly store: string;
	/** Key and value as JSON; of a row its kind and id come first, in the order of the wire, packed or alone. */
	readonly text: string;
}

/** Everything in every database of this origin, packed bytes unpacked. */
export function readIndexedDb(page: Page): Promise<KeptRecord[]> {
	return page.evaluate(async () => {
		const answer = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('no answer'));
			});
		const unpack = async (bytes: Uint8Array<ArrayBuffer>) => {
			const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
			return (await new Response(stream).text()).split('\n');
		};
		const inOrder = (value: unknown) => {
			if (value === null || typeof value !== 'object' || !('k' in value && 'id' in value)) return value;
			const { k, id, ...rest } = value;
			return { k, id, ...rest };
		};
		const records: { store: string; text: string }[] = [];
		for (const { name } of await indexedDB.databases()) {
			if (!name) continue;
			const database = await answer(indexedDB.open(name));
			for (const store of database.objectStoreNames) {
				const source = database.transaction(store).objectStore(store);
				const [keys, values] = await Promise.all([answer(source.getAllKeys()), answer(source.getAll() as IDBRequest<unknown[]>)]);
				for (const [i, value] of values.entries()) {
					const packed: Uint8Array<ArrayBuffer>[] = [];
					const plain = JSON.stringify(inOrder(value), (_name, inner: unknown) => {
						if (!(inner instanceof Uint8Array)) return inner;
						packed.push(new Uint8Array(inner));
						return undefined;
					});
					records.push({ store, text: `${JSON.stringify(keys[i])} ${plain}` });
					for (const bytes of packed) records.push(...(await unpack(bytes)).map((text) => ({ store, text })));
				}
			}
			database.close();
		}
		return records;
	});
}

/** The same as one text, a record a line. */
export async function dumpIndexedDb(page: Page): Promise<string> {
	return (await readIndexedDb(page)).map(({ text }) => text).join('\n');
}

/** Which of the texts stand in the dump as words; a number may by chance be part of a longer one, such as a label or a time. */
export function wordsFound(dump: string, texts: readonly string[]): string[] {
	return texts.filter((text) => new RegExp(`(?<![0-9A-Za-z])${RegExp.escape(text)}(?![0-9A-Za-z])`).test(dump));
}
