import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noor, wim } from '../support/demo-school.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';

/** As long as a page is waited for. */
const patience = { timeout: 20_000, interval: 100 };
let stage: Stage;
let tablets: [Device, Device];
let pupils: Cardholder[];
let copies: Shelved[];

beforeAll(async () => {
	stage = await Stage.open();
	pupils = await stage.records.carefreePupils(4);
	copies = await stage.records.freeCopies(2);
	tablets = [await stage.device(), await stage.device()];
	await tablets[0].becomeDesk('Balie 1', wim);
	await tablets[1].becomeDesk('Balie 2', noor);
});
afterAll(() => stage.close());

/** What stands on the page of incidents about a copy that still asks for an answer. */
async function openIncident(tablet: Device, barcode: string): Promise<string> {
	await tablet.page.getByRole('link', { name: /^Afwijkingen/ }).first().click();
	await tablet.fetchNews();
	const incident = tablet.page.getByRole('region', { name: 'Twee keer uitgeleend' }).filter({ hasText: barcode });
	await incident.waitFor();
	return (await incident.textContent()) ?? '';
}

describe.each([
	{ order: 'the one that lent first', firstBack: 0 },
	{ order: 'the one that lent last', firstBack: 1 }
] as const)('two tablets that lent one copy offline, and $order comes back first', ({ firstBack }) => {
	const story = () => {
		const [earlier, later] = pupils.slice(firstBack * 2, firstBack * 2 + 2);
		const shelved = copies[firstBack];
		if (!earlier || !later || !shelved) throw new Error('the demo school is too small');
		return { earlier, later, shelved };
	};

	it('show one open loan and one incident with both names, desks and times', async () => {
		const { earlier, later, shelved } = story();
		for (const [tablet, pupil] of [[tablets[0], earlier], [tablets[1], later]] as const) {
			await tablet.page.getByRole('link', { name: 'Balie', exact: true }).first().click();
			await tablet.cutNetwork();
			await tablet.scan(pupil.card);
			expect(await tablet.scan(shelved.barcode)).toMatchObject({ word: 'Uitgeleend', headline: shelved.title });
			await tablet.scan('MT-CLOSE');
		}
		const [first, second] = firstBack === 0 ? tablets : [tablets[1], tablets[0]];
		// The line at the top may show an answer to read instead of what still waits, so the server is asked what arrived.
		for (const [tablet, holder] of [[first, firstBack === 0 ? earlier : later], [second, later]] as const) {
			await tablet.restoreNetwork();
			await expect.poll(() => stage.records.holdersOf(shelved.copy.id), patience).toEqual([holder.patron.id]);
		}
		await expect.poll(() => stage.records.incidents(shelved.copy.id), patience).toMatchObject([{ kind: 'lentTwice' }]);
		for (const tablet of tablets) {
			const text = await openIncident(tablet, shelved.barcode);
			for (const part of [earlier.name, later.name, 'Balie 1', 'Balie 2']) expect(text).toContain(part);
			expect(text.match(/\d{2}:\d{2}/g)).toHaveLength(2);
		}
	});

	it('are both settled by one tap on one of them', async () => {
		const { earlier, shelved } = story();
		const incidents = tablets[0].page.getByRole('region', { name: 'Twee keer uitgeleend' }).filter({ hasText: shelved.barcode });
		await incidents.getByRole('button', { name: new RegExp(`^${earlier.name}.* heeft het$`) }).click();
		await incidents.waitFor({ state: 'detached' });
		await expect.poll(() => stage.records.holdersOf(shelved.copy.id), patience).toEqual([earlier.patron.id]);
		await tablets[1].fetchNews();
		for (const tablet of tablets) {
			await tablet.page.getByText('Alles klopt').waitFor();
			const settled = tablet.page.getByRole('region', { name: 'Opgelost' }).getByRole('listitem').filter({ hasText: shelved.barcode });
			expect(await settled.textContent()).toContain(`${earlier.name}`);
			expect(await settled.textContent()).toContain(wim.name);
		}
		expect(tablets.flatMap((tablet) => tablet.problems)).toEqual([]);
	});
});
