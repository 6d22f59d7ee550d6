import type { Page } from 'playwright-core';
import { createStaffAccount } from '#lib/server/auth/staff.ts';
import { seededRandom } from '#lib/server/demo/random.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { launchPersistent } from '../../support/chromium.ts';
import { Pusher } from '../../support/pusher.ts';
import { TestServer } from '../../support/server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import type { Bench, BenchOptions, BenchResult } from '../bench.ts';
import { makeCatalogue } from '../school/catalogue.ts';
import { mb, ms, quantile } from '../support/figures.ts';
import { giveWay } from '../support/other-machine.ts';
import { watchMainThread } from '../support/main-thread-probe.ts';
import { browserVersion } from '../support/versions.ts';

const secret = 'kast-plank-rug-9';
/** Between two scans of one desk while the file comes in, in milliseconds. */
const pause = 200;

/** A file as another system exports it: one row a copy. */
function makeFile({ titles, seed }: BenchOptions): { buffer: Buffer; copies: number } {
	const catalogue = makeCatalogue(titles, seededRandom(`import ${seed}`));
	const byId = new Map(catalogue.titles.map((title) => [title.id, title]));
	const lines = catalogue.copies.map(({ titleId, barcode }) => {
		const title = byId.get(titleId);
		return [title?.title, title?.authors[0], title?.isbns[0], title?.year, `N${barcode}`].map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(';');
	});
	return { buffer: Buffer.from(['titel;auteur;isbn;jaar;barcode', ...lines].join('\r\n')), copies: catalogue.copies.length };
}

async function prepare(dataFolder: string) {
	const database = await openDatabase({ dataFolder });
	const made = await ServerSchool.create(database);
	await createStaffAccount(database, { brin: made.school.brin, loginName: 'anja', displayName: 'Anja', roles: ['mediaLibrarian'], password: secret });
	const desks = [];
	for (let i = 0; i < 2; i++) desks.push(await made.desk());
	const addresses = desks.map(({ id, key, session }) => ({ id, key, actor: session.accountId, epoch: database.epoch }));
	await database.close();
	return { brin: made.school.brin, addresses };
}

/** Scans at two desks until told to stop; gives how long each push took. */
function keepPushing(pushers: readonly Pusher[]): { stop(): Promise<number[]> } {
	const times: number[] = [];
	let going = true;
	const working = pushers.map(async (pusher, who) => {
		for (let turn = 0; going; turn++) {
			const copyId = `copy-${who + 1}`;
			pusher.record(...((turn % 2 === 0 ? ['check-out', { loanId: `${pusher.id}-${turn}`, copyId, patronId: `patron-${who + 1}` }] : ['check-in', { copyId }]) as [string, unknown]));
			const began = performance.now();
			if (await pusher.push()) times.push(performance.now() - began);
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	});
	return {
		async stop() {
			going = false;
			await Promise.all(working);
			return times;
		}
	};
}

async function openImport(page: Page, origin: string, brin: string): Promise<void> {
	await page.goto(`${origin}/sign-in?school=${brin}`);
	await page.getByRole('textbox', { name: 'Inlognaam' }).fill('anja');
	await page.getByLabel(/^Wachtwoord of pincode/).fill(secret);
	await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
	await page.getByRole('button', { name: 'Dit apparaat wordt de balie' }).click();
	await page.getByRole('link', { name: 'Naar de balie' }).first().click();
	await page.getByText('Klaar om te scannen').waitFor();
	await page.goto(`${origin}/desk/import`);
	await page.locator('input[type=file]').waitFor();
}

/** Starts the probe in the page, does the work, and tells how long the page was held up at most. */
async function watched(page: Page, work: () => Promise<void>): Promise<{ took: number; longestGap: number; longTasks: readonly number[] }> {
	await page.evaluate(`globalThis.probe = (${watchMainThread.toString()})()`);
	const began = performance.now();
	await work();
	const took = performance.now() - began;
	return { took, ...(await page.evaluate(() => (globalThis as unknown as { probe: ReturnType<typeof watchMainThread> }).probe.stop())) };
}

/**
 * In the page, until its progress bar has come and gone: how many different things the bar said. Looked at from outside,
 * text by text, the page would be busier with that than with its own work.
 */
function countProgress(): Promise<number> {
	const said = new Set<string>();
	// A small file is taken in before there is anything to show.
	const giveUpAt = performance.now() + 5_000;
	return new Promise((resolve) => {
		const looking = setInterval(() => {
			const bar = document.querySelector('main [role=progressbar]');
			if (bar) said.add(bar.getAttribute('aria-valuetext') ?? '');
			else if (said.size > 0 || performance.now() > giveUpAt) {
				clearInterval(looking);
				resolve(said.size);
			}
		}, 100);
	});
}

async function run(options: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
	const { path: dataFolder } = await makeTempFolder('bench-import');
	const { brin, addresses } = await prepare(dataFolder);
	const file = makeFile(options);
	const server = await TestServer.start({ dataFolder });
	await using folder = await makeTempFolder('bench-profile');
	const profile = await launchPersistent(folder.path);
	const browserGivesWay = await giveWay(folder.path);
	try {
		const { page } = profile;
		page.setDefaultTimeout(600_000);
		await openImport(page, server.origin, brin);
		const pushers = addresses.map(({ id, ...address }) => new Pusher(id, { ...address, origin: server.origin }));
		say(`pushes with nothing else going on`);
		const quiet = keepPushing(pushers);
		await new Promise((resolve) => setTimeout(resolve, 20_000));
		const before = await quiet.stop();
		await page.locator('input[type=file]').setInputFiles({ name: 'catalogus.csv', mimeType: 'text/csv', buffer: file.buffer });
		say(`looking at ${file.copies} copies (${mb(file.buffer.length)})`);
		const looking = keepPushing(pushers);
		const looked = await watched(page, async () => {
			await page.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
			await page.getByRole('heading', { name: 'Dit verandert er' }).waitFor();
		});
		const whileLooking = await looking.stop();
		say('taking them in');
		const applying = keepPushing(pushers);
		let progressShown = 0;
		const applied = await watched(page, async () => {
			await page.getByRole('button', { name: 'Lees in' }).click();
			progressShown = await page.evaluate(countProgress);
			await page.getByText('Ingelezen', { exact: true }).waitFor();
		});
		const whileApplying = await applying.stop();
		const all = [...whileLooking, ...whileApplying];
		const figures = { copies: file.copies, bytes: file.buffer.length, before, whileLooking, whileApplying, looked, applied, progressShown, browserGivesWay };
		const line = (name: string, times: readonly number[]) => [name, times.length, ms(quantile(times, 0.5)), ms(quantile(times, 0.95)), ms(quantile(times, 0.99)), ms(Math.max(...times))];
		return {
			tables: [
				{ title: 'A push of one scan, two desks at once', columns: ['', 'pushes', 'p50', 'p95', 'p99', 'longest'], rows: [line('nothing else', before), line('while the file is looked at', whileLooking), line('while it is taken in', whileApplying), line('both', all)] },
				{
					title: 'The page of whoever imports',
					columns: ['', 'took', 'longest gap', 'long tasks', 'longest task'],
					rows: [['looking', looked], ['taking in', applied]].map(([name, of]) => {
						const { took, longestGap, longTasks } = of as typeof looked;
						return [name as string, ms(took), ms(longestGap), longTasks.length, ms(Math.max(0, ...longTasks))];
					})
				}
			],
			figures,
			versions: { browser: await browserVersion(page) },
			line: `${file.copies} copies in ${ms(applied.took)} after ${ms(looked.took)} of looking; pushes meanwhile p99 ${ms(quantile(all, 0.99))} (${ms(quantile(before, 0.99))} without); longest gap of the page ${ms(Math.max(looked.longestGap, applied.longestGap))}; progress shown ${progressShown} times${browserGivesWay ? '; the browser gave way to the server' : ''}`
		};
	} finally {
		await profile.close();
		await server.remove();
	}
}

export const importFile: Bench = {
	about: 'a catalogue file taken in in the browser, while two desks scan',
	defaults: {},
	run
};
