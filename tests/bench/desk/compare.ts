import type { BenchResult, FigureTable } from '../bench.ts';
import { mb, median, ms, quantile, ratio } from '../support/figures.ts';
import type { ReplayTimes, ScanTimes } from './pages/measured.ts';

export interface MeasuredScenario {
	readonly name: string;
	readonly about: string;
	readonly runs: readonly ScanTimes[];
	/** Bytes of live objects of the first run: empty page, opened, after all scans. */
	readonly heap: readonly [number, number, number];
}

const p50 = (lists: readonly (readonly number[])[]) => median(lists.map((list) => quantile(list, 0.5)));
const p99 = (lists: readonly (readonly number[])[]) => median(lists.map((list) => quantile(list, 0.99)));

export function compareDesks(scenarios: readonly MeasuredScenario[], replays: readonly ReplayTimes[], versions: Record<string, string>): BenchResult {
	const first = scenarios[0];
	if (!first) throw new Error('nothing was measured');
	const ours = first.runs.map((run) => run.ours);
	const raw = first.runs.map((run) => run.rawOutbox);
	const line = `p50 ${ms(p50(ours))} (${ratio(p50(ours), p50(raw))} raw), p99 ${ms(p99(ours))} (${ratio(p99(ours), p99(raw))} raw) at ${first.about}`;
	return { tables: [scanTable(scenarios), sideTable(scenarios), replayTable(replays)], figures: { scenarios, replays }, versions, line };
}

function scanTable(scenarios: readonly MeasuredScenario[]): FigureTable {
	const rows = scenarios.flatMap(({ about, runs }) => {
		const raw = runs.map((run) => run.rawOutbox);
		const line = (name: string, lists: readonly (readonly number[])[]) =>
			lists.some((list) => list.length === 0)
				? []
				: [[name, ms(p50(lists)), ms(p99(lists)), ...(raw[0]?.length ? [ratio(p50(lists), p50(raw)), ratio(p99(lists), p99(raw))] : ['', ''])]];
		return [
			...line(`ours: ${about}`, runs.map((run) => run.ours)),
			...line('  limit: raw, the same reads and writes', raw),
			...line('  raw, every row in IndexedDB', runs.map((run) => run.rawRows))
		];
	});
	return { title: 'One scan of a copy → durable and shown (strict durability everywhere)', columns: ['', 'p50', 'p99', 'p50 to limit', 'p99 to limit'], rows };
}

function sideTable(scenarios: readonly MeasuredScenario[]): FigureTable {
	return {
		title: 'Beside the scans',
		columns: ['', 'view opened in', 'pending after', 'longest gap', 'heap empty', 'opened', 'after the scans'],
		rows: scenarios.map(({ about, runs, heap }) => [
			about,
			ms(median(runs.map((run) => run.startMs))),
			median(runs.map((run) => run.pendingAfter)),
			ms(median(runs.map((run) => run.longestGap))),
			...heap.map(mb)
		])
	};
}

function replayTable(replays: readonly ReplayTimes[]): FigureTable {
	return {
		title: 'Pending operations replayed after a pull (the view is busy that long)',
		columns: ['pending', 'p50', 'longest', 'longest gap on the main thread'],
		rows: replays.map(({ pending, commits, longestGap }) => [pending, ms(quantile(commits, 0.5)), ms(Math.max(...commits)), ms(longestGap)])
	};
}
