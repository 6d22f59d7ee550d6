import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wim } from '../support/demo-school.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { scanAt, Stage, type Device } from '../support/stories.ts';
import { WedgeScanner } from '../support/wedge-scanner.ts';

let stage: Stage;
let desk: Device;
let tabs: { page: Page; scanner: WedgeScanner }[];
let pupils: Cardholder[];
let copies: Shelved[];

beforeAll(async () => {
	stage = await Stage.open();
	pupils = await stage.records.carefreePupils(2);
	copies = await stage.records.freeCopies(8);
	desk = await stage.device();
	await desk.becomeDesk('Balie 1', wim);
	const second = await desk.openTab('/desk');
	await second.getByText('Klaar om te scannen').waitFor();
	tabs = [
		{ page: desk.page, scanner: await WedgeScanner.plugInto(desk.page) },
		{ page: second, scanner: await WedgeScanner.plugInto(second) }
	];
});
afterAll(() => stage.close());

/** Both tabs lend two copies each to one pupil at the same time. */
async function lendInBoth(pupil: Cardholder, lent: readonly Shelved[]): Promise<void> {
	await Promise.all(
		tabs.map(async ({ page, scanner }, i) => {
			await scanAt(page, scanner, pupil.card);
			for (const { barcode, title } of lent.slice(i * 2, i * 2 + 2)) {
				expect(await scanAt(page, scanner, barcode)).toMatchObject({ word: 'Uitgeleend', headline: title });
			}
		})
	);
}

async function titlesShown(page: Page, pupil: Cardholder): Promise<string[]> {
	const panel = page.getByRole('region', { name: `Lener: ${pupil.name}` });
	const rows = await panel.getByRole('list', { name: 'Geleend' }).getByRole('listitem').all();
	return Promise.all(rows.map(async (row) => (await row.getByRole('button').getAttribute('aria-label'))?.replace('Verlengen: ', '') ?? ''));
}

async function bothShow(pupil: Cardholder, lent: readonly Shelved[]): Promise<void> {
	for (const { page } of tabs) {
		await expect.poll(async () => (await titlesShown(page, pupil)).sort(), { timeout: 15_000 }).toEqual(lent.map(({ title }) => title).sort());
	}
}

describe('two tabs of one desk', () => {
	it('lend at the same time with a network: every operation once, both show the same', async () => {
		const [pupil] = pupils;
		const lent = copies.slice(0, 4);
		if (!pupil) throw new Error('no pupil');
		await lendInBoth(pupil, lent);
		await bothShow(pupil, lent);
		await desk.untilLine(/Alles verstuurd/);
		expect(await stage.records.lentTo(pupil.patron.id)).toEqual(lent.map(({ barcode }) => barcode).sort());
		const operations = await stage.records.operationsOf('Balie 1');
		expect(operations.map(({ n, type, status }) => ({ n, type, status }))).toEqual([1, 2, 3, 4].map((n) => ({ n, type: 'check-out', status: 'accepted' })));
	});

	it('tell the same about the connection', async () => {
		for (const { page } of tabs) await desk.untilLine(/Alles verstuurd/, page);
	});

	it('lend at the same time without a network, and send it once when it is back', async () => {
		const pupil = pupils[1];
		const lent = copies.slice(4, 8);
		if (!pupil) throw new Error('no pupil');
		await desk.cutNetwork();
		await lendInBoth(pupil, lent);
		await bothShow(pupil, lent);
		for (const { page } of tabs) await desk.untilLine(/4 handelingen wachten op verbinding/, page);
		await desk.restoreNetwork();
		await tabs[1]?.page.evaluate(() => window.dispatchEvent(new Event('online')));
		await desk.untilLine(/Alles verstuurd/);
		expect(await stage.records.lentTo(pupil.patron.id)).toEqual(lent.map(({ barcode }) => barcode).sort());
		const operations = await stage.records.operationsOf('Balie 1');
		expect(operations.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(desk.problems).toEqual([]);
	});
});
