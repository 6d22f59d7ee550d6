import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { inProject } from '../../../src/commands/project.mjs';
import { launchPersistent } from '../../support/chromium.ts';
import { findFreePort } from '../../support/free-port.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import type { Bench, BenchOptions, BenchResult } from '../bench.ts';
import { bundlePages } from '../support/bundle-pages.ts';
import { writePacks } from '../support/export-packs.ts';
import { serveFolder } from '../support/serve-folder.ts';
import { browserVersion, liveHeap, packageVersions } from '../support/versions.ts';
import { compareDesks, type MeasuredScenario } from './compare.ts';
import { makeDeskRows } from './made-desk-rows.ts';
import type { ReplayTimes, Scenario, ScanTimes } from './pages/measured.ts';
import { planScenarios, type PlannedScenario } from './scenarios.ts';

type Say = (line: string) => void;

async function run(options: BenchOptions, say: Say): Promise<BenchResult> {
	await using folder = await makeTempFolder('bench-desk');
	await bundlePages({ 'desk-scans': inProject('tests/bench/desk/pages/desk-scans.ts') }, folder.path);
	const planned = planScenarios(options);
	const files = await writeHistories(folder.path, planned, options);
	const port = await findFreePort();
	const server = createServer(serveFolder(folder.path)).listen(port);
	await using profileFolder = await makeTempFolder('bench-profile');
	const profile = await launchPersistent(profileFolder.path);
	try {
		const versions = { browser: await browserVersion(profile.page), ...packageVersions('dexie') };
		const measured: MeasuredScenario[] = [];
		const replays: ReplayTimes[] = [];
		for (const plan of planned) {
			say(plan.about);
			const scenario = { ...plan, files: files.get(plan.loans) ?? [], scans: options.scans };
			measured.push(await measureScenario(profile.page, port, scenario, plan.about, options.runs));
		}
		for (const pending of [0, 100, 500, 2_000]) replays.push(await measureReplay(profile.page, port, { ...planned[0], pending } as PlannedScenario, files));
		return compareDesks(measured, replays, versions);
	} finally {
		await profile.close();
		server.close();
		server.closeAllConnections();
	}
}

async function writeHistories(folder: string, planned: readonly PlannedScenario[], options: BenchOptions): Promise<Map<number, readonly string[]>> {
	const files = new Map<number, readonly string[]>();
	for (const { loans, months } of planned) {
		if (files.has(loans)) continue;
		const rows = makeDeskRows({ titles: options.titles, patrons: options.patrons, loans, months, seed: options.seed });
		files.set(loans, (await writePacks(`${folder}/packs`, `loans-${loans}`, rows)).files);
	}
	return files;
}

async function measureScenario(page: Page, port: number, scenario: Scenario, about: string, runs: number): Promise<MeasuredScenario> {
	const times: ScanTimes[] = [];
	let heap: MeasuredScenario['heap'] = [0, 0, 0];
	for (let i = 0; i < runs; i++) {
		await openPage(page, port);
		if (i === 0) {
			// Opened once more without scans, so that looking at the memory disturbs no scan.
			const empty = await liveHeap(page);
			await page.evaluate((each) => scansOfDesk(each), { ...scenario, scans: 0, beside: 'none' as const });
			heap = [empty, await liveHeap(page), 0];
			await page.evaluate(() => closeTheDesk());
			await openPage(page, port);
		}
		times.push(await page.evaluate((each) => scansOfDesk(each), scenario));
		if (i === 0) heap = [heap[0], heap[1], await liveHeap(page)];
		await page.evaluate(() => closeTheDesk());
	}
	return { name: scenario.name, about, runs: times, heap };
}

async function measureReplay(page: Page, port: number, plan: PlannedScenario, files: ReadonlyMap<number, readonly string[]>): Promise<ReplayTimes> {
	await openPage(page, port);
	const scenario: Scenario = { ...plan, name: 'replay', files: files.get(plan.loans) ?? [], network: 'offline', scans: 0, beside: 'none' };
	const times = await page.evaluate((each) => replaysOfDesk(each, 10), scenario);
	await page.evaluate(() => closeTheDesk());
	return times;
}

async function openPage(page: Page, port: number): Promise<void> {
	await page.goto(`http://localhost:${port}/bench/desk-scans.html`, { waitUntil: 'load' });
}

export const desk: Bench = {
	about: 'scan → durable and shown, beside raw IndexedDB transactions',
	defaults: { runs: 1 },
	run
};
