import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { titleSchema } from '#lib/domain/catalogue/title.ts';
import { marcOfTitle } from '#lib/server/import/marc/marc-of-title.ts';
import { marcXmlFrame, marcXmlOf } from '#lib/server/import/marc/write-marc.ts';
import { filmBarCode } from '../support/bar-code-film.ts';
import { noor, wim } from '../support/demo-school.ts';
import { startSruPeer, type SruPeer } from '../support/sru/sru-peer.ts';
import { Stage, type Device } from '../support/stories.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const isbn = '9789000000005';
const found = titleSchema.parse({ id: 'found', title: 'De uitvinder van de nacht', authors: ['Dal, Zoë van'], isbns: [isbn], year: 2024 });
let peer: SruPeer;
let stage: Stage;

beforeAll(async () => {
	peer = await startSruPeer(marcXmlFrame.head + marcXmlOf(marcOfTitle(found, [], () => '')) + marcXmlFrame.foot);
	stage = await Stage.open({ MEDIATHEEK_LINK_HOSTS: peer.host });
});
afterAll(async () => {
	await stage.close();
	await peer.stop();
});
afterEach(() => stage.closeDevices());

async function openSettings(device: Device): Promise<void> {
	await device.goto('/desk/settings');
	await device.page.getByRole('heading', { level: 1, name: 'Instellingen' }).waitFor();
}

const ordinaryDays = (device: Device) => device.page.getByRole('group', { name: 'Al het andere' }).getByLabel('Dagen mee', { exact: true });

describe('settings on one desk', () => {
	it('count on the other: a closure without a network moves due dates, and a changed term is what it lends by', async () => {
		const desk = await stage.device();
		await desk.becomeDesk('Balie 1', wim);
		const other = await stage.device();
		await other.becomeDesk('Balie 2', noor);
		const [day = ''] = await stage.records.dueDates();
		const before = await stage.records.countDueOn(day);
		await openSettings(desk);
		await desk.cutNetwork();
		const { page } = desk;
		await page.getByRole('button', { name: 'Vrije dag of vakantie toevoegen' }).click();
		const period = page.getByRole('listitem').filter({ has: page.locator('input[type=date]') }).last();
		await period.getByLabel('Naam').fill('Waterschade');
		await period.getByLabel('Eerste vrije dag').fill(day);
		await period.getByLabel('Laatste vrije dag').fill(day);
		await page.getByText(new RegExp(`^${before} uitlening`)).first().waitFor();
		await ordinaryDays(desk).fill('5');
		await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
		await page.getByText(/inlever(datum|data) verschoven/).waitFor();
		expect(await stage.records.countDueOn(day)).toBe(before);
		await desk.restoreNetwork();
		await desk.untilSent();
		expect(await stage.records.countDueOn(day)).toBe(0);
		await other.fetchNews();
		// A form that stands open keeps what its reader saw; opened again, it shows what has arrived since it was left alone.
		const daysAtOther = async () => {
			await openSettings(other);
			return ordinaryDays(other).inputValue();
		};
		await expect.poll(daysAtOther, { timeout: 60_000, interval: 4_000 }).toBe('5');
		// Undone on the desk that declared it, the loans are due as before.
		await page.getByRole('button', { name: 'Ongedaan maken' }).click();
		await page.getByText('Terug zoals het was.').waitFor();
		await desk.untilSent();
		expect(await stage.records.countDueOn(day)).toBe(before);
		expect([...desk.problems, ...other.problems]).toEqual([]);
	});
});

describe('a scanned ISBN', () => {
	it('waits without a network, is found by a catalogue of the school’s choice, and becomes a title once a person agrees', async () => {
		const desk = await stage.device();
		await desk.becomeDesk('Balie 4', noor);
		await openSettings(desk);
		await desk.page.getByRole('combobox', { name: 'Bekende catalogus' }).selectOption({ label: 'Een andere catalogus' });
		await desk.page.getByRole('button', { name: 'Catalogus toevoegen' }).click();
		const source = desk.page.getByRole('group', { name: /^1\./ });
		await source.getByLabel('Naam').fill('Zebra');
		await source.getByLabel('Adres (SRU)').fill(peer.address);
		await desk.page.getByRole('button', { name: 'Opslaan', exact: true }).click();
		await desk.page.getByRole('status').filter({ hasText: 'Opgeslagen.' }).waitFor();
		await desk.untilSent();
		await desk.cutNetwork();
		await desk.goto('/catalogue/edit/isbn');
		const field = desk.page.getByRole('textbox', { name: 'ISBN' });
		await field.fill('9789000000006');
		await field.press('Enter');
		await desk.page.getByText('Dit is geen ISBN').waitFor();
		await field.fill(isbn);
		await field.press('Enter');
		await desk.page.getByText('wacht op verbinding', { exact: true }).waitFor();
		await desk.closeAndRestart();
		await desk.goto('/catalogue/edit/isbn');
		await desk.page.getByText('wacht op verbinding', { exact: true }).waitFor();
		await desk.restoreNetwork();
		await desk.page.getByText('gevonden bij Zebra').waitFor();
		await desk.page.getByRole('link', { name: 'Nakijken en toevoegen' }).click();
		expect(await desk.page.getByLabel(/^Titel/).inputValue()).toBe(found.title);
		await desk.page.getByRole('button', { name: 'Verder' }).click();
		await desk.page.getByText('Nieuwe nummers').click();
		await desk.page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
		await desk.page.getByText('Nog niets gescand').waitFor();
		await desk.untilSent();
		expect([...(await stage.records.titles()).values()]).toContainEqual(expect.objectContaining({ title: found.title, isbns: [isbn], year: 2024 }));
		expect(desk.problems).toEqual([]);
	});
});

describe('the camera', () => {
	it('reads a label through its lens, without a network', async () => {
		await using folder = await makeTempFolder('film');
		const [shelved] = await stage.records.freeCopies(1);
		const film = path.join(folder.path, 'label.y4m');
		await filmBarCode(shelved?.barcode ?? '', film);
		const desk = await stage.device({ cameraFilm: film });
		await desk.becomeDesk('Balie 3', wim);
		await desk.cutNetwork();
		await desk.page.getByRole('button', { name: 'Camera', exact: true }).click();
		await expect.poll(async () => (await desk.log())[0]?.headline, { timeout: 20_000 }).toContain(shelved?.title);
		expect(desk.problems).toEqual([]);
	});
});
