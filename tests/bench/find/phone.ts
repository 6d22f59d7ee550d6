import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inProject } from '../../../src/commands/project.mjs';
import { searchEntryOf } from '#lib/client/search/search-text.ts';
import { launchPersistent } from '../../support/chromium.ts';
import { relevanceSet } from '../../support/relevance-set.ts';
import { TestServer } from '../../support/server.ts';
import { Device } from '../../support/stories.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import type { BenchOptions, FigureTable } from '../bench.ts';
import { makeSchool, type SchoolSize } from '../school/made-school.ts';
import { credentials, prepareDataFolder } from '../school/prepare-data-folder.ts';
import { bundlePages } from '../support/bundle-pages.ts';
import { median, ms, quantile, ratio } from '../support/figures.ts';
import { browserVersion } from '../support/versions.ts';
import { givePupil, pupil } from './phone-school.ts';
import { typeAll, type Typed } from './typing.ts';

const phone = { viewport: { width: 390, height: 844 }, cpuThrottle: 4 };
/** Of the phone's school, unless the bench was asked for fewer. */
const titlesAtMost = 20_000;
/** A phone holds nobody else's loans, so few people are enough. */
const few = { patrons: 200, loans: 2_000, months: 6 };
/** Each third question of the set: some three hundred keys. */
const questions = relevanceSet.filter((_, place) => place % 3 === 0).map(({ typed }) => typed);
const logs = 20;
const patience = 120_000;

export interface PhoneFigures {
	readonly coldStart: readonly number[];
	/** Of the same starts: until the browser painted anything of the app. */
	readonly firstPaint: readonly number[];
	/** Of the same starts: until a tap on what could be pressed first was done and shown. */
	readonly firstTap: readonly number[];
	/** Reading and parsing the same stored bytes, and nothing else; in the same page. */
	readonly coldStartLimit: readonly number[];
	readonly typing: Typed;
	readonly typingPeer: Typed | undefined;
	readonly logged: readonly number[];
	/** One strict transaction of one record, in the same page. */
	readonly loggedLimit: readonly number[];
	readonly pdf: readonly number[];
}

/** The half that a pupil feels: the built app on a slow phone, without a network. */
export async function measurePhone(options: BenchOptions, say: (line: string) => void) {
	const school = { ...few, titles: Math.min(titlesAtMost, options.titles), seed: options.seed };
	const dataFolder = await prepareDataFolder(school, say);
	await givePupil(dataFolder);
	const server = await TestServer.start({ dataFolder });
	try {
		const device = await Device.open(server.port, phone);
		try {
			say('a phone, CPU ×4, without a network');
			await settleIn(device);
			const figures: PhoneFigures = {
				...(await coldStarts(device, options.runs)),
				typing: await typing(device),
				...(await oneTapLogs(device)),
				pdf: await papers(device, options.runs),
				typingPeer: options.peers ? await peerTyping(school) : undefined
			};
			return { figures, tables: [tableOf(school.titles, figures)], version: await browserVersion(device.page), line: lineOf(figures) };
		} finally {
			await device.close();
		}
	} finally {
		await server.remove();
	}
}

/** Signed in, everything on the phone, and the network gone. */
async function settleIn(device: Device): Promise<void> {
	device.page.setDefaultTimeout(patience);
	await device.allowPersistence();
	await device.signIn({ ...pupil, name: '' }, `/sign-in?school=${credentials.brin}`);
	await device.page.waitForURL(/\/my$/);
	await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await device.goto('/my');
	await device.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await device.untilSent();
	await device.alter(watchStart);
	await device.cutNetwork();
}

/** The page is asked to press a button itself as soon as there is one. */
const atOnce = 'tap';

/** Runs before the page's own scripts: when the first thing that can be pressed was on the screen. */
const watchStart = `(() => {
	const look = new MutationObserver(() => {
		if (!document.querySelector('main h1') || !document.querySelector('main button') || document.querySelector('.skeleton')) return;
		look.disconnect();
		requestAnimationFrame(() => setTimeout(() => {
			globalThis.usableAt = performance.now();
			if (location.search === '?${atOnce}') tap();
		}));
	});
	look.observe(document, { childList: true, subtree: true });
	const tap = () => {
		const button = [...document.querySelectorAll('main button')].find(({ textContent }) => textContent.trim().startsWith('+10'));
		const region = button.closest('section');
		const shown = () => /Bladzijde \\d+/.exec(region.textContent)?.[0];
		const before = shown();
		const wait = new MutationObserver(() => {
			if (shown() === before) return;
			wait.disconnect();
			requestAnimationFrame(() => setTimeout(() => (globalThis.tappedAt = performance.now())));
		});
		wait.observe(region, { childList: true, characterData: true, subtree: true });
		button.click();
	};
})()`;

async function coldStarts(device: Device, runs: number): Promise<Pick<PhoneFigures, 'coldStart' | 'firstPaint' | 'firstTap' | 'coldStartLimit'>> {
	const [coldStart, firstPaint, firstTap, coldStartLimit]: [number[], number[], number[], number[]] = [[], [], [], []];
	for (let i = 0; i < runs; i++) {
		await device.closeAndRestart();
		device.page.setDefaultTimeout(patience);
		await device.goto(`/my?${atOnce}`);
		await device.page.waitForFunction(() => 'tappedAt' in globalThis);
		firstTap.push(await device.page.evaluate(() => (globalThis as unknown as { tappedAt: number }).tappedAt));
		coldStart.push(await device.page.evaluate(() => (globalThis as unknown as { usableAt: number }).usableAt));
		firstPaint.push(await device.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
		// Once the app has done all it does after its start.
		await device.goto('/status');
		await device.page.getByRole('heading', { level: 1 }).waitFor();
		coldStartLimit.push(await device.page.evaluate(readStoredBytes));
	}
	return { coldStart, firstPaint, firstTap, coldStartLimit };
}

/** Milliseconds to read every record of the data, unpack and parse it. */
async function readStoredBytes(): Promise<number> {
	const began = performance.now();
	const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
	for (const { name = '' } of (await indexedDB.databases()).filter((each) => each.name?.startsWith('mediatheek-data-'))) {
		const database = await answer(indexedDB.open(name));
		for (const record of await answer(database.transaction('packs').objectStore('packs').getAll() as IDBRequest<{ bytes: Uint8Array<ArrayBuffer> }[]>)) {
			const text = await new Response(new Blob([record.bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
			JSON.parse(`[${text.replaceAll('\n', ',')}]`);
		}
		await answer(database.transaction('rows').objectStore('rows').getAll());
		database.close();
	}
	return performance.now() - began;
}

async function typing(device: Device): Promise<Typed> {
	await device.goto('/catalogue');
	await device.page.getByRole('status').filter({ hasText: /\d/ }).last().waitFor();
	await device.page.getByRole('searchbox').click();
	return typeAll(device.page, questions);
}

async function oneTapLogs(device: Device): Promise<Pick<PhoneFigures, 'logged' | 'loggedLimit'>> {
	const { page } = device;
	await device.goto('/my');
	const button = page.getByRole('button', { name: /^\+10 blz\. gelezen/ }).first();
	await button.waitFor();
	const logged: number[] = [];
	for (let i = 0; i < logs; i++) logged.push(await button.evaluate(pressAndWait));
	return { logged, loggedLimit: await page.evaluate(writeStrictly, logs) };
}

/** From the press until the new page number was painted. */
function pressAndWait(button: HTMLElement | SVGElement): Promise<number> {
	const region = button.closest('section') ?? document.body;
	return new Promise((resolve) => {
		const began = performance.now();
		const look = new MutationObserver(() => {
			if (!/Bladzijde \d+/.test(region.textContent)) return;
			look.disconnect();
			requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
		});
		look.observe(region, { childList: true, characterData: true, subtree: true });
		(button as HTMLElement).click();
	});
}

async function writeStrictly(times: number): Promise<number[]> {
	const opened = indexedDB.open('bench-limit', 1);
	opened.onupgradeneeded = () => opened.result.createObjectStore('operations', { keyPath: 'n' });
	const database = await new Promise<IDBDatabase>((resolve) => (opened.onsuccess = () => resolve(opened.result)));
	const took: number[] = [];
	for (let n = 1; n <= times; n++) {
		const began = performance.now();
		const transaction = database.transaction('operations', 'readwrite', { durability: 'strict' });
		transaction.objectStore('operations').put({ n, type: 'log-progress', payload: { amount: 10 } });
		await new Promise((resolve) => (transaction.oncomplete = resolve));
		took.push(performance.now() - began);
	}
	database.close();
	return took;
}

async function papers(device: Device, runs: number): Promise<number[]> {
	const took: number[] = [];
	for (let i = 0; i < runs; i++) {
		await device.goto('/my/list');
		const button = device.page.getByRole('button', { name: /Lijst voor het mondeling/ });
		await button.waitFor();
		const began = performance.now();
		await Promise.all([device.page.waitForEvent('download'), button.click()]);
		took.push(performance.now() - began);
	}
	return took;
}

/** MiniSearch with the same titles in a page of the same size and slowness. */
async function peerTyping(school: SchoolSize): Promise<Typed> {
	await using pages = await makeTempFolder('bench-pages');
	await using folder = await makeTempFolder('bench-profile');
	await bundlePages({ 'mini-search': inProject('tests/bench/find/pages/mini-search.ts') }, pages.path);
	const entries = makeSchool({ ...school, loans: 0 }).titles.map(searchEntryOf);
	await writeFile(path.join(pages.path, 'entries.json'), JSON.stringify(entries));
	const server = await TestServer.start({ entry: inProject('tests/bench/support/school-server.ts'), environment: { BENCH_FOLDER: pages.path } });
	const profile = await launchPersistent(folder.path, phone);
	try {
		await profile.page.goto(`${server.origin}/bench/mini-search.html`);
		await profile.page.waitForFunction(() => 'miniSearchInPage' in globalThis);
		await profile.page.evaluate(() => miniSearchInPage('/bench/entries.json', 60));
		return await typeAll(profile.page, questions);
	} finally {
		await profile.close();
		await server.remove();
	}
}

function tableOf(titles: number, { coldStart, firstPaint, firstTap, coldStartLimit, typing: ours, typingPeer, logged, loggedLimit, pdf }: PhoneFigures): FigureTable {
	const typed = (name: string, what: 'first' | 'painted', each: Typed) => [name, ms(median(each[what])), ms(quantile(each[what], 0.99)), typingPeer ? ratio(quantile(each[what], 0.99), quantile(typingPeer[what], 0.99)) : '', ms(each.longestTask)];
	const plain = (name: string, times: readonly number[], base?: readonly number[]) => [name, ms(median(times)), ms(quantile(times, 0.99)), base ? ratio(median(times), median(base)) : '', ''];
	return {
		title: `A phone: 390 × 844, CPU ×4, no network, ${titles} titles`,
		columns: ['', 'p50', 'p99', 'to limit or peer', 'longest task'],
		rows: [
			plain('cold start → usable home', coldStart, coldStartLimit),
			plain('of which: first paint', firstPaint),
			plain('of which: a tap at once, logged and shown', firstTap, coldStartLimit),
			plain('limit: the stored bytes read and parsed', coldStartLimit),
			typed('a key → first of the result on the screen', 'first', ours),
			typed('a key → all of it', 'painted', ours),
			...(typingPeer ? [typed('peer: MiniSearch and a plain list', 'painted', typingPeer)] : []),
			plain('one tap → logged, on disk and shown', logged, loggedLimit),
			plain('limit: one strict transaction', loggedLimit),
			plain('PDF of the reading list, first included', pdf)
		]
	};
}

function lineOf({ coldStart, firstTap, coldStartLimit, typing: ours, typingPeer, logged, pdf }: PhoneFigures): string {
	const peer = typingPeer ? ` (MiniSearch ${ms(quantile(typingPeer.painted, 0.99))})` : '';
	return `phone ×4: start ${ms(median(coldStart))} (${ratio(median(coldStart), median(coldStartLimit))} the limit), a tap at once ${ms(median(firstTap))}, key p50 ${ms(median(ours.first))} p99 ${ms(quantile(ours.first, 0.99))}${peer}, longest task ${ms(ours.longestTask)}, log ${ms(median(logged))}, PDF ${ms(median(pdf))}`;
}
