import type { BenchResult, FigureTable } from '../bench.ts';
import type { PackList } from '../support/export-packs.ts';
import { mb, median, ms, ratio } from '../support/figures.ts';
import type { OursMeasured, PeerMeasured } from './pages/measured.ts';

export interface FirstStartFigures {
	readonly ours: OursMeasured[];
	readonly limit: PeerMeasured[];
	readonly dexie: PeerMeasured[];
	readonly rxdb: PeerMeasured[];
	readonly packs: PackList;
	/** Milliseconds the server took to cut the snapshot, once. */
	readonly snapshotBuild: number;
}

export function compareFirstStarts(figures: FirstStartFigures, versions: Record<string, string>): BenchResult {
	const ours = median(figures.ours.map((run) => run.lendable));
	const limit = median(figures.limit.map((run) => run.usable));
	const searchable = median(figures.ours.map((run) => run.searchable));
	const peers = [...figures.dexie, ...figures.rxdb].map((run) => run.usable);
	const slowest = peers.length > 0 ? `; row-wise peers take ${peers.map((peer) => ratio(peer, ours)).join(' and ')} of ours` : '';
	const block = Math.max(...figures.ours.map((run) => run.blockedUntilLendable.longestGap));
	return {
		tables: [timeTable(figures), partsTable(figures), blockTable(figures)],
		figures: { ...figures },
		versions,
		line: `lendable ${ms(ours)} (${ratio(ours, limit)} the packed limit)${slowest}; searchable ${ms(searchable)}; longest block ${ms(block)}`
	};
}

function timeTable(figures: FirstStartFigures): FigureTable {
	const limit = median(figures.limit.map((run) => run.usable));
	const ours = median(figures.ours.map((run) => run.lendable));
	const line = (name: string, times: readonly number[], rows: number | undefined) =>
		times.length === 0 ? [] : [[name, ms(median(times)), ratio(median(times), limit), ratio(median(times), ours), `${times.map((time) => ms(time)).join(' ')}`, rows ?? '']];
	return {
		title: 'First start: fetched, stored and ready to be asked',
		columns: ['', 'median', 'to limit', 'to ours', 'runs', 'rows'],
		rows: [
			...line('limit: packed raw IndexedDB', figures.limit.map((run) => run.usable), figures.limit[0]?.rows),
			...line('ours: lendable', figures.ours.map((run) => run.lendable), figures.ours[0]?.rows),
			...line('ours: searchable', figures.ours.map((run) => run.searchable), figures.ours[0]?.rows),
			...line('peer: Dexie bulkPut, a row a record', figures.dexie.map((run) => run.usable), figures.dexie[0]?.rows),
			...line('peer: RxDB bulkInsert, a row a record', figures.rxdb.map((run) => run.usable), figures.rxdb[0]?.rows)
		]
	};
}

function partsTable({ ours, packs, snapshotBuild }: FirstStartFigures): FigureTable {
	const of = (pick: (run: OursMeasured) => number) => median(ours.map(pick));
	return {
		title: 'Ours, in parts (medians)',
		columns: ['', 'figure'],
		rows: [
			['bytes on the wire', mb(of((run) => run.bytes))],
			['the same rows as gzip packs', mb(packs.bytes)],
			['requests', of((run) => run.requests)],
			['all pages of the catalogue there', ms(of((run) => run.snapshot))],
			['last byte there', ms(of((run) => run.lastByte))],
			['last byte → lendable', ms(of((run) => run.lendable - run.lastByte))],
			['last byte → searchable', ms(of((run) => run.searchable - run.lastByte))],
			['server cuts the snapshot, once a school', ms(snapshotBuild)]
		]
	};
}

function blockTable({ ours, limit, dexie, rxdb }: FirstStartFigures): FigureTable {
	const all = [
		['limit', limit.map((run) => run.blocked)],
		['ours, until lendable', ours.map((run) => run.blockedUntilLendable)],
		['ours, search', ours.map((run) => run.blockedBySearch)],
		['Dexie rows', dexie.map((run) => run.blocked)],
		['RxDB rows', rxdb.map((run) => run.blocked)]
	] as const;
	return {
		title: 'Main thread held up',
		columns: ['', 'longest gap', 'longest task ≥ 50 ms', 'such tasks', 'together'],
		rows: all
			.filter(([, runs]) => runs.length > 0)
			.map(([name, runs]) => [
				name,
				ms(median(runs.map((run) => run.longestGap))),
				ms(median(runs.map((run) => Math.max(0, ...run.longTasks)))),
				median(runs.map((run) => run.longTasks.length)),
				ms(median(runs.map((run) => run.longTasks.reduce((sum, task) => sum + task, 0))))
			])
	};
}
