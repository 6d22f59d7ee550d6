import { beforeEach, expect, it } from 'vitest';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { Runtime, type RuntimeParts } from '#lib/client/runtime.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import { aCopy, aPatron, aSchool, aTitle } from '../../builders/domain.ts';
import { aReading } from '../../builders/reading.ts';

const patronId = 'patron-1' as PatronId;
const cursors = { 'cat:s': 1, 'pat:patron-1': 1, 'desk:s': 1 };
const row = (k: string, b: { readonly id: string }): WireRow => ({ k, id: b.id, s: 1, b });

let data: MemoryData;
let outbox: MemoryOutbox;

beforeEach(async () => {
	data = new MemoryData();
	outbox = new MemoryOutbox();
	const titles = ['read', 'stays', 'other'].map((id) => aTitle({ id: `title-${id}` as never, title: id }));
	await commit([
		{ scope: 'cat:s', rows: [row('school', aSchool()), ...titles.map((title) => row('title', title)), row('title', aTitle({ id: 'title-merged' as never, mergedInto: 'title-stays' as never })), row('copy', aCopy({ id: 'copy-other' as never, titleId: 'title-other' as never }))] },
		{ scope: 'pat:patron-1', rows: [row('patron', aPatron({ id: patronId })), row('readingEntry', aReading({ id: 'first' as never, patronId, titleId: 'title-read' as never })), row('readingEntry', aReading({ id: 'second' as never, patronId, titleId: 'title-merged' as never }))] },
		{ scope: 'desk:s', rows: [row('patron', aPatron({ id: 'patron-2' as never }))] }
	]);
});

function commit(rows: { scope: string; rows: WireRow[] }[]): Promise<void> {
	return data.commit({ drop: [], packs: [], rows, state: { epoch: 'e', cursors, confirmedN: 0 } });
}

/** A phone that was just opened over the same stores. */
function phone(): Runtime {
	const reading = { wall: Date.UTC(2026, 10, 27), monotonic: 0, session: 's', offset: 0 };
	return new Runtime({
		installation: { id: 'phone', kind: 'account', schoolId: 's', accounts: [{ id: 'account', name: 'Noor', roles: ['pupil'], patronId }], currentAccountId: 'account' },
		data,
		outbox,
		clock: { offset: 0, reading: () => reading, now: () => reading.wall, measure: () => undefined, steady: () => reading.wall },
		random: () => 0,
		schedule: () => () => undefined,
		newId: () => 'new',
		storage: () => ({}),
		tellOthers: () => undefined
	} as unknown as RuntimeParts);
}

async function openedBefore(...acts: Act[]): Promise<void> {
	const runtime = phone();
	await runtime.start();
	for (const act of acts) expect(await runtime.perform(act)).toMatchObject({ ok: true });
	await runtime.keepGlance();
}

const titlesSeen = ({ records }: Runtime) => [...records.all('title')].map(({ id }) => id).toSorted();
const placeHold = { type: 'place-hold', input: { holdId: 'hold-1', titleId: 'title-other', patronId } } as unknown as Act;

it('shows nothing on a phone that was never open for long enough', async () => {
	expect(await phone().glance()).toBe(false);
});

it('shows own rows, the titles they name and those that these name, and nobody else', async () => {
	await openedBefore();
	const runtime = phone();
	expect(await runtime.glance()).toBe(true);
	expect(titlesSeen(runtime)).toEqual(['title-merged', 'title-read', 'title-stays']);
	expect(runtime.queries.reading.log(patronId).map(({ title }) => title?.title).toSorted()).toEqual(['read', 'stays']);
	expect([...runtime.records.all('patron')].map(({ id }) => id)).toEqual([patronId]);
	expect(JSON.stringify(await data.aside())).not.toContain('patron-2');
});

it('shows own rows as they are now, also where they have changed since', async () => {
	await openedBefore();
	await commit([{ scope: 'pat:patron-1', rows: [{ k: 'readingEntry', id: 'first', s: 2, d: true }] }]);
	const runtime = phone();
	await runtime.glance();
	expect(runtime.queries.reading.log(patronId).map(({ entry }) => entry.id)).toEqual(['second']);
});

it('shows what was done and not sent, and says that it waits', async () => {
	await openedBefore(placeHold);
	const runtime = phone();
	await runtime.glance();
	expect(runtime.queries.holdsOf(patronId).map(({ title }) => title?.title)).toEqual(['other']);
	expect(runtime.status().pending).toBe(1);
});

it('decides what is done meanwhile with all there is', async () => {
	await openedBefore();
	const runtime = phone();
	await runtime.glance();
	expect(runtime.records.get('title', 'title-other')).toBeUndefined();
	expect(await runtime.perform(placeHold)).toMatchObject({ ok: true });
	await runtime.start();
	expect(runtime.queries.holdsOf(patronId)).toHaveLength(1);
	expect(titlesSeen(runtime)).toHaveLength(4);
});

it('keeps nothing of a reading that was erased', async () => {
	await openedBefore();
	await commit([{ scope: 'pat:patron-1', rows: ['first', 'second'].map((id) => ({ k: 'readingEntry', id, s: 2, d: true })) }]);
	await openedBefore();
	expect((await data.aside()).map(({ k }) => k)).toEqual(['school']);
});
