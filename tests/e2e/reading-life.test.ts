import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpIndexedDb, readIndexedDb } from '../support/indexeddb.ts';
import { readPdfText } from '../support/pdf-text.ts';
import { Stage, type Device } from '../support/stories.ts';

const note = 'Niemand leest dit behalve ik: het einde was prachtig';
const phoneSize = { width: 390, height: 844 };
/** Milliseconds: a phone four times as slow, and the other beside it. */
const patience = 90_000;

let stage: Stage;
let phone: Device;
let other: Device;
let laptop: Device;

beforeAll(async () => {
	stage = await Stage.open();
	phone = await stage.device({ viewport: phoneSize, cpuThrottle: 4 });
	other = await stage.device({ viewport: phoneSize });
	for (const device of [phone, other]) await openPhone(device);
	other.page.setDefaultTimeout(patience);
});
afterAll(() => stage.close());

/** Signed in, everything there, and the app opens without the network. */
async function openPhone(device: Device): Promise<void> {
	await device.allowPersistence();
	await device.enterDemoAs('Leerling');
	await ready(device, '/my');
}

async function ready(device: Device, path: string): Promise<void> {
	await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await device.goto(path);
	await device.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await device.untilSent();
}

/** Pages of the title that is being read, as the phone says it. */
async function pageNow(page: Page): Promise<number> {
	const text = await page.getByRole('region', { name: 'Ik lees nu' }).getByText(/^Bladzijde \d+/).first().innerText();
	return Number(/\d+/.exec(text)?.[0]);
}

describe('a pupil’s reading life', () => {
	it('opens without a network, logs in one tap and makes the list for the oral exam on the phone', async () => {
		await expect.poll(async () => (await readIndexedDb(phone.page)).some(({ store, text }) => store === 'state' && text.startsWith('"aside"')), { timeout: 20_000 }).toBe(true);
		await phone.cutNetwork();
		await phone.closeAndRestart();
		phone.page.setDefaultTimeout(patience);
		await phone.alter(readSlowly);
		await phone.goto('/my?slowly');
		const before = await pageNow(phone.page);
		const button = phone.page.getByRole('button', { name: /^\+10 blz\. gelezen/ }).first();
		await button.click();
		// The catalogue is still being read: the tap is taken, and done when it is.
		expect(await button.getAttribute('aria-busy')).toBe('true');
		expect(await pageNow(phone.page)).toBe(before);
		await phone.page.evaluate(() => (globalThis as unknown as { readOn: () => void }).readOn());
		await expect.poll(() => pageNow(phone.page)).toBe(before + 10);
		await expect.poll(() => button.getAttribute('aria-busy')).toBe(null);

		await phone.goto('/my/list');
		const [download] = await Promise.all([phone.page.waitForEvent('download'), phone.page.getByRole('button', { name: /Lijst voor het mondeling/ }).click()]);
		const text = readPdfText(await readFile(await download.path()));
		const approved = await phone.page.getByRole('heading', { level: 3 }).allInnerTexts();
		expect(text.replaceAll(/\s+/g, ' ')).toContain('Leeslijst Nederlands');
		expect(approved.some((title) => text.replaceAll('\n', ' ').includes(title.split(' ')[0] ?? '?'))).toBe(true);
	});

	it('loses nothing when two phones of one pupil both log without a network', async () => {
		await other.goto('/my');
		const before = await pageNow(other.page);
		await other.cutNetwork();
		await other.page.getByRole('button', { name: /^\+20 blz\. gelezen/ }).first().click();
		await expect.poll(() => pageNow(other.page)).toBe(before + 20);
		await other.goto('/my/reading');
		await other.page.getByRole('region', { name: 'Ik lees nu' }).getByRole('link').first().click();
		await other.page.getByLabel('Notitie').fill(note);
		await other.page.getByRole('button', { name: 'Bewaren' }).click();

		for (const device of [phone, other]) {
			await device.restoreNetwork();
			await device.goto('/my');
			await device.untilSent();
		}
		for (const device of [phone, other]) {
			await device.fetchNews();
			await expect.poll(() => pageNow(device.page)).toBe(before + 30);
		}
	});

	it('answers a few questions without a network, gets one book that is on the shelf, and another when that one will not do', async () => {
		const { page } = other;
		await other.cutNetwork();
		await other.goto('/my');
		await page.getByRole('link', { name: 'Kies een boek voor mij' }).click();
		await page.getByRole('link', { name: /^Spannend/ }).click();
		const another = page.getByRole('button', { name: 'Niet dit boek' });
		const skip = page.getByRole('link', { name: 'Maakt niet uit' });
		while (await another.or(skip).first().waitFor().then(() => skip.isVisible())) {
			const address = page.url();
			await skip.click();
			await page.waitForURL((url) => url.href !== address);
		}
		const chosen = page.getByRole('main').getByRole('heading', { level: 2 });
		const first = await chosen.innerText();
		await page.getByText(/^Het staat nu op de plank: /).waitFor();
		await page.getByText(/Het past bij wat je koos: Spannend/).waitFor();
		await another.click();
		await expect.poll(() => chosen.innerText()).not.toBe(first);
		await other.restoreNetwork();
		await other.untilSent();
	});

	it('hands in what it proposes and nothing else; the teacher answers by keyboard without a network', async () => {
		laptop = await stage.device();
		await laptop.allowPersistence();
		await laptop.enterDemoAs('Docent');
		await ready(laptop, '/class/reading');
		const waiting = laptop.page.getByRole('list', { name: 'Voorstellen' }).locator('> li');
		await waiting.first().waitFor();
		const count = await waiting.count();
		await laptop.cutNetwork();
		await laptop.page.keyboard.press('j');
		await laptop.page.keyboard.press('g');
		await expect.poll(() => waiting.count()).toBe(count - 1);
		await laptop.page.keyboard.press('b');
		await laptop.page.getByRole('dialog').getByLabel('Bericht').fill('Kom je even langs?');
		await laptop.page.getByRole('button', { name: 'Afwijzen met dit bericht' }).click();
		await expect.poll(() => waiting.count()).toBe(count - 2);
		await laptop.restoreNetwork();
		await laptop.untilSent();

		const held = await dumpIndexedDb(laptop.page);
		expect(held).toContain('Kom je even langs?');
		expect(held).not.toContain(note);
		// The catalogue is on every device; what this pupil reads must not be told by anything but its list.
		const own = await ownIds();
		expect(own.length).toBeGreaterThan(20);
		expect(own.filter((id) => held.includes(`"${id}"`))).toEqual([]);
		expect(phone.problems.concat(other.problems, laptop.problems)).toEqual([]);
	});

	it('leaves nothing on a shared phone once it signed out, and says what would be lost before that', async () => {
		const { page } = other;
		const own = [...(await ownIds()), note, await ownPatronId()];
		await other.cutNetwork();
		await other.goto('/my');
		const before = await pageNow(page);
		await page.getByRole('button', { name: /^\+10 blz\. gelezen/ }).first().click();
		await expect.poll(() => pageNow(page)).toBe(before + 10);
		await other.goto('/status');
		await page.getByRole('button', { name: 'Uitloggen' }).click();
		await page.getByRole('alert').getByText(/niet verstuurd/).waitFor();
		await other.goto('/my');
		expect(await pageNow(page)).toBe(before + 10);

		await other.restoreNetwork();
		await other.untilSent();
		// Until the server has told it back, what was sent counts as waiting after a restart without a network.
		await other.fetchNews();
		await expect.poll(async () => (await readIndexedDb(page)).filter(({ store }) => store === 'operations').length, { timeout: 20_000 }).toBe(0);
		// The way out needs no network either: what is left to tell the server is told later.
		await other.cutNetwork();
		await other.alter(signOutAtOnce);
		await other.goto('/status?leaving');
		await page.waitForURL(/\/start$/);
		const left = await everythingKept(page);
		expect(own.filter((text) => left.includes(text))).toEqual([]);
		await other.restoreNetwork();
		await other.goto('/start');
		await expect.poll(() => page.evaluate(() => fetch('/api/session').then(({ ok }) => ok))).toBe(false);
	});
});

/** Whatever is stored in large packs, as the catalogue is, can be read only after `readOn()`. */
const readSlowly = `if (location.search === '?slowly') {
	const [mayRead, stream] = [new Promise((resolve) => (globalThis.readOn = resolve)), Blob.prototype.stream];
	Blob.prototype.stream = function () {
		return this.size < 20_000 ? stream.call(this) : stream.call(this).pipeThrough(new TransformStream({ start: () => mayRead }));
	};
}`;

/** Presses the button the moment it is there: before the phone has read what it is to leave behind. */
const signOutAtOnce = `{
	const look = new MutationObserver(() => {
		const button = [...document.querySelectorAll('main button')].find(({ textContent }) => textContent.trim() === 'Uitloggen');
		if (!button) return;
		look.disconnect();
		button.click();
	});
	if (location.search === '?leaving') look.observe(document, { childList: true, subtree: true });
}`;

async function ownPatronId(): Promise<string> {
	const account = await stage.records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	return account.patron_id ?? '?';
}

/** Databases, local storage and what the service worker fetched for somebody: all that a browser keeps of whoever was here. */
async function everythingKept(page: Page): Promise<string> {
	const small = await page.evaluate(async () => {
		const fetched = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
		const kept = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage));
		return [...kept, ...fetched.flat().filter((url) => url.includes('/api/'))].join('\n');
	});
	return `${await dumpIndexedDb(page)}\n${small}`;
}

/** Of all that the pupil logged and borrowed, the ids: as the pupil's phone holds them. */
async function ownIds(): Promise<string[]> {
	const stored = await dumpIndexedDb(other.page);
	const logged = [...stored.matchAll(/"k":"(?:readingEntry|readingProgress|loan)","id":"([^"]+)"/g)];
	const borrowed = [...stored.matchAll(/"open":\{"id":"([^"]+)"/g)];
	return [...logged, ...borrowed].map((match) => match[1] ?? '');
}
