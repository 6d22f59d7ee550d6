import type { Page } from 'playwright-core';
import { inProject } from '../../../src/commands/project.mjs';
import { launchPersistent } from '../../support/chromium.ts';
import { TestServer } from '../../support/server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import type { Bench, BenchOptions, BenchResult } from '../bench.ts';
import { makeSchool } from '../school/made-school.ts';
import { credentials, prepareDataFolder } from '../school/prepare-data-folder.ts';
import { bundlePages } from '../support/bundle-pages.ts';
import { readDeskRows, writePacks, type PackList } from '../support/export-packs.ts';
import { browserVersion, packageVersions } from '../support/versions.ts';
import { compareFirstStarts, type FirstStartFigures } from './compare.ts';
import type { OursAsked } from './pages/ours.ts';
import { warmSnapshot } from './warm-snapshot.ts';

const months = 24;

async function run(options: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
	const size = { titles: options.titles, patrons: options.patrons, loans: options.loans, months, seed: options.seed };
	const dataFolder = await prepareDataFolder(size, say);
	await using pages = await makeTempFolder('bench-pages');
	const packs = await writePacks(`${pages.path}/packs`, 'desk', readDeskRows(dataFolder));
	await bundlePages(pageScripts(), pages.path);
	const entry = inProject('tests/bench/support/school-server.ts');
	const server = await TestServer.start({ dataFolder, entry, environment: { BENCH_FOLDER: pages.path } });
	try {
		const snapshotBuild = await warmSnapshot(server.origin);
		say(`the server cut its snapshot in ${Math.round(snapshotBuild)} ms (once for all newcomers)`);
		const { figures, version } = await measureAll(server.origin, packs, whatToAsk(options), options, say);
		return compareFirstStarts({ ...figures, packs, snapshotBuild }, { browser: version, ...packageVersions('dexie', 'rxdb') });
	} finally {
		await server.remove();
	}
}

function pageScripts(): Record<string, string> {
	const names = ['ours', 'limit', 'dexie-rows', 'rxdb-rows'];
	return Object.fromEntries(names.map((name) => [name, inProject('tests/bench/first-start/pages', `${name}.ts`)]));
}

function whatToAsk(options: BenchOptions): OursAsked {
	const { titles, copies } = makeSchool({ ...options, loans: 0, months });
	const [title, copy] = [titles.at(-1), copies.at(-1)];
	if (!title || !copy) throw new Error('an empty school');
	return { credentials, deskName: 'Balie', barcode: copy.barcode, search: { text: title.title, titleId: title.id } };
}

async function measureAll(origin: string, packs: PackList, asked: OursAsked, options: BenchOptions, say: (line: string) => void) {
	const figures: Pick<FirstStartFigures, 'ours' | 'limit' | 'dexie' | 'rxdb'> = { ours: [], limit: [], dexie: [], rxdb: [] };
	let version = '';
	for (let i = 0; i < options.runs; i++) {
		say(`run ${i + 1} of ${options.runs}`);
		await using folder = await makeTempFolder('bench-profile');
		const profile = await launchPersistent(folder.path);
		const open = (name: string) => openBenchPage(profile.page, origin, name);
		try {
			version = await browserVersion(profile.page);
			await open('limit');
			figures.limit.push(await profile.page.evaluate((files) => firstStartAtTheLimit(files), packs.files));
			await open('ours');
			const named = { ...asked, deskName: `Balie ${i + 1}` };
			figures.ours.push(await profile.page.evaluate((ask) => firstStartOfOurs(ask), named));
			// The row-wise peers take so long that once shows what there is to see.
			if (i > 0 || !options.peers) continue;
			say('Dexie, a row a record');
			await open('dexie-rows');
			figures.dexie.push(await profile.page.evaluate((files) => firstStartOfDexie(files), packs.files));
			say('RxDB, a row a record');
			await open('rxdb-rows');
			figures.rxdb.push(await profile.page.evaluate((files) => firstStartOfRxdb(files), packs.files));
		} finally {
			await profile.close();
		}
	}
	return { figures, version };
}

async function openBenchPage(page: Page, origin: string, name: string): Promise<void> {
	await page.goto(`${origin}/bench/${name}.html`, { waitUntil: 'load' });
}

export const firstStart: Bench = {
	about: 'empty browser → a desk that can lend and search',
	defaults: {},
	run
};
