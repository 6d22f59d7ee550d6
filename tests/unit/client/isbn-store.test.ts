import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { IsbnStore } from '#lib/client/db/isbn-store.ts';

beforeEach(() => Dexie.delete('mediatheek-isbns'));

const answer = { isbn: '9789041413680', proposals: [], troubles: [], sources: 1 };

it('scanned ISBNs are kept with how often they were scanned, newest first, each installation its own', async () => {
	const store = new IsbnStore('desk-1');
	await store.add('9789041413680', 1);
	await store.add('9789025863524', 2);
	await store.add('9789041413680', 3);
	await new IsbnStore('desk-2').add('9789025863531', 4);
	const listed = await new IsbnStore('desk-1').list();
	expect(listed.map(({ isbn, count }) => [isbn, count])).toEqual([['9789041413680', 2], ['9789025863524', 1]]);
});

it('an answer for one that was taken off meanwhile brings nothing back', async () => {
	const store = new IsbnStore('desk-1');
	await store.add('9789041413680', 1);
	await store.answer('9789041413680', answer);
	expect(await store.list()).toMatchObject([{ answer }]);
	await store.answer('9789041413680', undefined);
	expect((await store.list())[0]?.answer).toBeUndefined();
	await store.remove('9789041413680');
	await store.answer('9789041413680', answer);
	expect(await store.list()).toEqual([]);
});
