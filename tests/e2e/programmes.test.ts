import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wim } from '../support/demo-school.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;
let desk: Device;
let phone: Device;
let laptop: Device;
let library: Device;

beforeAll(async () => {
	stage = await Stage.open();
	[desk, phone, laptop, library] = [await stage.device(), await stage.device(), await stage.device(), await stage.device()];
	await desk.becomeDesk('Balie 1', wim);
	for (const device of [phone, laptop]) await device.allowPersistence();
	await phone.enterDemoAs('Leerling');
	await laptop.enterDemoAs('Docent');
});
afterAll(() => stage.close());

const programmes = async (device: Device) => {
	await device.page.getByRole('link', { name: 'Programma’s' }).first().click();
	await device.page.getByRole('heading', { level: 1, name: 'Programma’s' }).waitFor();
};
const heading = (device: Device, name: string | RegExp) => device.page.getByRole('heading', { level: 1, name }).waitFor();

describe('a media librarian', () => {
	it('makes next year’s De Jonge Jury with other dates, other titles and no vote', async () => {
		const { page } = desk;
		await programmes(desk);
		await page.getByRole('link', { name: /^De Jonge Jury/ }).first().click();
		await page.getByRole('link', { name: 'Kopie voor volgend jaar' }).click();
		await page.getByLabel('Laatste dag').fill('2028-06-01');
		await page.getByLabel('Lijst van titels').fill('Een titel die wij niet hebben; Iemand Anders');
		await page.getByRole('button', { name: 'Lijst koppelen aan de catalogus' }).click();
		await page.getByText('1 titel staat er niet in en telt toch mee.').waitFor();
		await page.getByLabel('Stemmen', { exact: true }).uncheck();
		await page.getByRole('button', { name: 'Stap Favoriet gekozen weghalen' }).click();
		await page.getByRole('button', { name: 'Opslaan' }).click();
		await heading(desk, /^De Jonge Jury 2028/);
		await page.getByText('Een titel die wij niet hebben').waitFor();
	});

	it('makes a programme of the school’s own without a network, and it reaches a phone afterwards', async () => {
		const { page } = desk;
		await desk.cutNetwork();
		await programmes(desk);
		await page.getByRole('link', { name: /^Eigen programma/ }).click();
		await page.getByLabel('Naam van het programma').fill('Leesmarathon');
		await page.getByRole('button', { name: 'Stap toevoegen' }).click();
		await page.getByLabel('Stap', { exact: true }).fill('Startfeest bezocht');
		await page.getByLabel('Klaar als').selectOption({ label: 'leerling vinkt af' });
		await page.getByRole('button', { name: 'Opslaan' }).click();
		await heading(desk, /^Leesmarathon/);
		await desk.restoreNetwork();
		await desk.untilSent();

		await phone.fetchNews();
		await phone.goto('/my/programmes');
		await phone.page.getByRole('link', { name: /^Leesmarathon/ }).click();
		await phone.cutNetwork();
		await phone.page.getByRole('button', { name: 'Ik doe mee' }).click();
		await phone.page.getByRole('button', { name: 'Ik heb dit gedaan' }).click();
		await phone.page.getByRole('banner').or(phone.page.getByRole('main')).getByText('Klaar').first().waitFor();
		await phone.restoreNetwork();
		await phone.untilSent();
		await desk.fetchNews();
		await page.getByText('1 klaar').first().waitFor();
	});

	it('is told what to look at when something was left out', async () => {
		const { page } = desk;
		await programmes(desk);
		await page.getByRole('link', { name: /^Eigen programma/ }).click();
		await page.getByLabel('Naam van het programma').fill('');
		await page.getByRole('button', { name: 'Opslaan' }).click();
		await page.getByText('Kijk nog eens naar: Naam van het programma.').waitFor();
	});
});

describe('the reader of the school', () => {
	/** The card of one round on the page that is open. */
	const round = ({ page }: Device, name: string) => page.getByRole('region', { name, exact: true });
	const won = (device: Device, name: string) => round(device, name).getByRole('listitem').getByText('Gewonnen', { exact: true }).and(device.page.locator('span'));

	it('goes from the library to the national final: consultant and desk each see what the other wrote, until consent is withdrawn', async () => {
		await library.allowPersistence();
		await library.enterDemoAs('Leesmediaconsulent');
		for (const device of [desk, library]) {
			await programmes(device);
			await device.page.getByRole('link', { name: /^Read2Me!/ }).first().click();
			await heading(device, /^Read2Me!/);
		}
		const reader = (await round(library, 'Lokale finale').getByRole('heading', { level: 3 }).textContent()) ?? '';
		await library.page.getByLabel(`Uitslag van ${reader}`).selectOption({ label: 'Gewonnen' });
		await won(library, 'Lokale finale').waitFor();
		await library.untilSent();
		for (const [from, to] of [['Lokale finale', 'Provinciale finale'], ['Provinciale finale', 'Landelijke finale']] as const) {
			await desk.fetchNews();
			await won(desk, from).waitFor();
			await round(desk, to).getByRole('button', { name: `Inschrijven voor de ${to}` }).click();
			await round(desk, to).getByRole('combobox', { name: `Uitslag van ${reader}` }).selectOption({ label: 'Gewonnen' });
			await won(desk, to).waitFor();
			await desk.untilSent();
		}
		await library.fetchNews();
		await won(library, 'Landelijke finale').waitFor();

		await round(desk, 'Lokale finale').getByRole('checkbox', { name: `Toestemming van ${reader}` }).uncheck();
		await desk.untilSent();
		await library.fetchNews();
		await library.page.getByText(reader).first().waitFor({ state: 'detached' });
		expect(await library.page.getByRole('combobox').count()).toBe(0);
	});
});

describe('a teacher without a network', () => {
	it('enrols the class and reads it back at the desk once the network is there', async () => {
		const { page } = laptop;
		await page.getByRole('link', { name: 'Programma’s' }).first().click();
		const choice = page.getByLabel('Kies een programma');
		const value = await choice.getByRole('option', { name: /^Leesmarathon/ }).getAttribute('value');
		await choice.selectOption(value);
		await laptop.cutNetwork();
		const enrol = page.getByRole('button', { name: /leerlingen aanmelden$/ });
		await enrol.waitFor();
		const number = Number((await enrol.textContent())?.match(/\d+/)?.[0]);
		expect(number).toBeGreaterThan(5);
		await enrol.click();
		await enrol.waitFor({ state: 'hidden' });
		await laptop.restoreNetwork();
		await laptop.untilSent();
		await programmes(desk);
		await desk.page.getByRole('link', { name: /^Leesmarathon/ }).click();
		await desk.fetchNews();
		await desk.page.getByText(`${number + 1} deelnemers`).first().waitFor();
	});

	it('finds no error in any console', () => {
		expect([desk, phone, laptop, library].flatMap((device) => device.problems)).toEqual([]);
	});
});
