import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { Pokes, pokeStream } from '#lib/server/sync/pokes.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { aTitle } from '../../builders/domain.ts';

let database: OpenDatabase;
beforeEach(async () => {
	database = await openInMemory();
});
afterEach(() => database.close());

test('who listens hears how far its school is, and not what happens elsewhere', async () => {
	const [school, other] = [await ServerSchool.create(database), await ServerSchool.create(database)];
	const pokes = new Pokes(database);
	const heard: number[] = [];
	const stop = pokes.listen(school.id, (seq) => heard.push(seq));
	await vi.waitFor(() => expect(heard).toEqual([2]), 5000);
	await other.write([{ kind: 'title', row: aTitle() }]);
	await school.write([{ kind: 'title', row: aTitle() }]);
	await vi.waitFor(() => expect(heard).toEqual([2, 3]), 5000);
	stop();
});

test('a stream ends with its request, and nobody listens any more', async () => {
	const school = await ServerSchool.create(database);
	const pokes = new Pokes(database);
	const listening = vi.spyOn(pokes, 'listen');
	const ending = new AbortController();
	const reader = pokeStream(pokes, school.id, ending.signal).getReader();
	expect((await reader.read()).done).toBe(false);
	expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: {"upTo":2}\n\n');
	ending.abort();
	expect((await reader.read()).done).toBe(true);
	expect(listening).toHaveBeenCalledOnce();
});

test('every stream ends when the process is asked to stop', async () => {
	const school = await ServerSchool.create(database);
	const streams = [1, 2].map(() => pokeStream(new Pokes(database), school.id, new AbortController().signal).getReader());
	for (const stream of streams) await stream.read();
	process.emit('mediatheek:stopping' as 'SIGTERM');
	for (const stream of streams) {
		let last = await stream.read();
		while (!last.done) last = await stream.read();
		expect(last.done).toBe(true);
	}
});
