import { Desk } from '#lib/client/state/desk.svelte.ts';
import type { Runtime } from '#lib/client/runtime.ts';
import { watchMainThread } from '../../support/main-thread-probe.ts';
import { makeScans, type MadeScan } from './made-scans.ts';
import type { ReplayTimes, Scenario, ScanTimes } from './measured.ts';
import { makePending, openDesk, type OpenDesk } from './open-desk.ts';
import { RawOutbox } from './raw-store.ts';
import { RawRows } from './raw-rows.ts';

/** Left open for a look at the memory, until `closeDesk`. */
let standing: OpenDesk | undefined;

async function openWithPending({ files, pending, network, name }: Scenario): Promise<OpenDesk> {
	const id = `${name}-${crypto.randomUUID()}`;
	if (pending === 0) return openDesk(id, files, [], network === 'online');
	const look = await openDesk(`${id}-look`, files, [], false);
	const copies = [...look.runtime.records.all('copy')].filter((copy) => !look.runtime.queries.copyState(copy.id)?.open).toReversed();
	const patronIds = [...look.runtime.records.all('patron')].map((patron) => patron.id);
	const made = makePending(pending, copies, patronIds);
	await look.close();
	return openDesk(id, files, made, network === 'online');
}

async function deskScans(scenario: Scenario): Promise<ScanTimes> {
	standing = await openWithPending(scenario);
	const { runtime, startMs } = standing;
	const scans = makeScans(runtime.records, runtime.queries, scenario.scans);
	const beside = await openBeside(scenario, runtime);
	const desk = deskOn(runtime);
	await runtime.lead();
	const probe = watchMainThread();
	const times = { ours: [] as number[], rawOutbox: [] as number[], rawRows: [] as number[] };
	let patronId = '';
	for (const scan of scans) {
		const took = await timeScan(desk, scan);
		if (desk.patron) patronId = desk.patron.id;
		if (scan.expected !== 'lent' && scan.expected !== 'returned') continue;
		times.ours.push(took);
		const operation = runtime.pendingOperations().at(-1) ?? beside.fallback;
		if (beside.outbox) times.rawOutbox.push(await beside.outbox.append(operation));
		if (beside.rows) times.rawRows.push(await beside.rows.scan(scan.text, patronId, operation));
	}
	const { longestGap, longTasks } = await probe.stop();
	beside.outbox?.close();
	beside.rows?.close();
	return { ...times, startMs, pendingAfter: runtime.pendingOperations().length, longestGap, longTasks };
}

async function openBeside({ beside, pending }: Scenario, runtime: Runtime) {
	const [fallback] = makePending(1, [{ id: 'copy' }], ['patron']);
	if (!fallback) throw new Error('no operation');
	const before = Array.from({ length: pending }, () => fallback);
	return {
		fallback,
		outbox: beside === 'none' ? undefined : await RawOutbox.open(before),
		rows: beside === 'rows' ? await RawRows.open(runtime.records, 60_000) : undefined
	};
}

/** The desk of the app; what a scan came to is put on the page at once, as its own page does. */
function deskOn(runtime: Runtime): Desk {
	const desk = new Desk({ app: runtime, read: (ask) => ask(runtime.queries) });
	const shown = document.querySelector('#shown');
	desk.onOutcome = ({ outcome }) => {
		if (shown) shown.textContent = `${outcome.kind} ${'title' in outcome ? (outcome.title?.title ?? '') : ''}`;
	};
	return desk;
}

async function timeScan(desk: Desk, { text, expected }: MadeScan): Promise<number> {
	const began = performance.now();
	const { outcome } = await desk.scan(text);
	const took = performance.now() - began;
	if (outcome.kind !== expected) throw new Error(`${text} came to ${JSON.stringify(outcome).slice(0, 400)}, not to ${expected}`);
	return took;
}

/** How long the view is busy with somebody else's change while own operations wait; each pull replays them all. */
async function deskReplays(scenario: Scenario, pulls: number): Promise<ReplayTimes> {
	const { runtime } = (standing = await openWithPending(scenario));
	const patron = [...runtime.records.all('patron')][0];
	if (!patron) throw new Error('no patron');
	const commits: number[] = [];
	const probe = watchMainThread();
	for (let i = 0; i < pulls; i++) {
		const began = performance.now();
		// What another tab's commit would do, and the same work as a pull's: rows taken in, pending operations replayed.
		await runtime.heard('appended');
		commits.push(performance.now() - began);
	}
	const { longestGap } = await probe.stop();
	return { pending: scenario.pending, commits, longestGap };
}

async function closeDesk(): Promise<void> {
	await standing?.close();
	standing = undefined;
}

declare global {
	var scansOfDesk: typeof deskScans;
	var replaysOfDesk: typeof deskReplays;
	var closeTheDesk: typeof closeDesk;
}
globalThis.scansOfDesk = deskScans;
globalThis.replaysOfDesk = deskReplays;
globalThis.closeTheDesk = closeDesk;
