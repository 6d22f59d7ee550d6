import { expect, it } from 'vitest';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { packRows } from '#lib/client/db/packs.ts';
import { SyncLoop, type SyncLoopOptions } from '#lib/client/sync/loop.ts';
import type { PullResponse, WireRow } from '#lib/protocol/sync.ts';

const cursors = { 'avail:s': 1, 'cls:3a': 1, 'desk:s': 1 };
const person = (id: string, s: number, name: string): WireRow => ({ k: 'classPupil', id, s, b: { name } });

/** A device that holds first loads of a class, a desk and what is out, each with Noor in it; `news` is what the server has next. */
async function opened() {
	const data = new MemoryData();
	const bytes = await packRows([person('noor', 1, 'Noor'), person('sem', 1, 'Sem')]);
	const packs = Object.keys(cursors).map((scope) => ({ scope, name: 'first-0', bytes }));
	await data.commit({ drop: [], packs, rows: [], state: { epoch: 'e', cursors, confirmedN: 0 } });
	let now = 0;
	let head = 1;
	let changes: readonly { scope: string; rows: WireRow[] }[] = [];
	const answer = (held: Readonly<Record<string, number>>): PullResponse['scopes'] =>
		Object.entries(held).map(([id, from]) => ({ id, from, to: head, more: false, rows: from < head ? (changes.find(({ scope }) => scope === id)?.rows ?? []) : [] }));
	const open = async () => {
		const loop = new SyncLoop({
			data,
			outbox: new MemoryOutbox(),
			transport: { pull: async (asked: { cursors: Record<string, number> }) => ({ ok: true, body: { epoch: 'e', scopes: answer(asked.cursors), serverNow: now } }) },
			schedule: () => () => undefined,
			reading: () => ({ wall: now }),
			now: () => now,
			random: () => 0,
			lastContact: () => undefined,
			report: () => ({}),
			onCommitted: async () => undefined,
			onState: () => undefined,
			onLoading: () => undefined,
			forgotten: () => []
		} as unknown as SyncLoopOptions);
		await loop.start();
		await loop.settled();
		return async (...changed: { scope: string; rows: WireRow[] }[]) => {
			head++;
			changes = changed;
			now += 1_000_000;
			loop.wake(true);
			await loop.settled();
			expect((await data.state()).cursors['desk:s']).toBe(head);
		};
	};
	/** Where somebody's name can still be read, in what is packed and in what came later. */
	const readable = async (name: string) => {
		const found: string[] = [];
		await data.read((scope, rows) => void found.push(...rows.filter(({ b }) => (b as { name?: string } | undefined)?.name === name).map(() => scope)));
		return found.toSorted();
	};
	return { open, readable };
}

const gone = (id: string, s: number): WireRow => ({ k: 'classPupil', id, s, d: true });

it('lets a pupil who left a class go at once, out of what was packed too', async () => {
	const { open, readable } = await opened();
	const news = await open();
	await news({ scope: 'avail:s', rows: [person('lot', 2, 'Lot')] });
	await news({ scope: 'cls:3a', rows: [gone('noor', 3)] });
	expect(await readable('Noor')).toEqual(['avail:s', 'desk:s']);
	expect(await readable('Sem')).toEqual(['avail:s', 'cls:3a', 'desk:s']);
});

it('lets somebody whom a desk lets go out of what was packed once in each life of the app', async () => {
	const { open, readable } = await opened();
	const news = await open();
	await news({ scope: 'desk:s', rows: [gone('noor', 2)] });
	expect(await readable('Noor')).toEqual(['avail:s', 'cls:3a']);
	await news({ scope: 'desk:s', rows: [gone('sem', 3)] });
	expect(await readable('Sem')).toContain('desk:s');
	await (await open())({ scope: 'cls:3a', rows: [person('lot', 4, 'Lot')] });
	expect(await readable('Sem')).toEqual(['avail:s', 'cls:3a']);
});

it('packs nothing that tells of no person', async () => {
	const { open, readable } = await opened();
	const news = await open();
	await news({ scope: 'avail:s', rows: [gone('noor', 2)] });
	await news({ scope: 'avail:s', rows: [gone('sem', 3)] });
	expect(await readable('Noor')).toContain('avail:s');
});
