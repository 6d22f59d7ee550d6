import { afterAll, beforeAll, expect, it } from 'vitest';
import { noor } from '../support/demo-school.ts';
import { dumpIndexedDb } from '../support/indexeddb.ts';
import { Stage, type Device } from '../support/stories.ts';

const box = 'Oorlog en vrijheid';

let stage: Stage;
let desk: Device;
let phone: Device;

beforeAll(async () => {
	stage = await Stage.open();
	desk = await stage.device();
	await desk.becomeDesk('Balie 1', noor);
	phone = await stage.device({ viewport: { width: 390, height: 844 } });
	await phone.allowPersistence();
	await phone.enterDemoAs('Leerling');
	await phone.untilSent();
});
afterAll(() => stage.close());

async function openBox(): Promise<void> {
	await desk.goto('/desk/boxes');
	await desk.page.getByRole('link', { name: new RegExp(box) }).click();
	await desk.page.getByRole('heading', { level: 1, name: box }).waitFor();
}

async function scanIntoBox(barcode: string, outcome: string): Promise<void> {
	// Put in at once it would be a scanner's code already.
	await desk.page.getByRole('textbox', { name: 'Label' }).pressSequentially(barcode, { delay: 60 });
	await desk.page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
	await desk.page.getByText(outcome).first().waitFor();
}

it('a book comes in with a box and goes back with it; who keeps the box sees who has it, as long as it is lent', async () => {
	const [shelved] = await stage.records.freeCopies(1);
	const [pupil] = await stage.records.carefreePupils(1);
	if (!shelved || !pupil) throw new Error('the demo school has nobody to lend to');
	await openBox();
	await scanIntoBox(shelved.barcode, `${shelved.title}: op de plank`);
	await desk.goto('/desk');
	await desk.scan(pupil.card);
	await desk.scan(shelved.barcode);
	await desk.untilSent();

	// Its first load holds the loan: what is packed then must let it go, too.
	const laptop = await stage.device();
	await laptop.enterDemoAs('Docent');
	await laptop.goto('/class/boxes');
	const lent = laptop.page.getByRole('list', { name: 'Nog uitgeleend' }).getByRole('listitem').filter({ hasText: shelved.title }).filter({ hasText: pupil.name });
	await lent.waitFor();
	const heldOnLaptop = async () => (await dumpIndexedDb(laptop.page)).includes(`"copyId":"${shelved.copy.id}","givenName"`);
	expect(await heldOnLaptop()).toBe(true);

	await openBox();
	await desk.page.getByRole('radio', { name: /^Kist gaat terug/ }).check();
	await scanIntoBox(shelved.barcode, `${shelved.title}: ingenomen en terug in de kist`);
	await desk.untilSent();
	await laptop.fetchNews();
	await expect.poll(() => lent.count()).toBe(0);
	await expect.poll(heldOnLaptop, { timeout: 20_000 }).toBe(false);
	expect(await stage.records.holdersOf(shelved.copy.id)).toEqual([]);
	expect([...desk.problems, ...laptop.problems]).toEqual([]);
});

it('a pupil wishes for a book without a network and thinks better of it; the desk reads the last words and the pupil sees its answer', async () => {
	const { page } = phone;
	const own = page.getByRole('list', { name: 'Jouw wensen' }).getByRole('listitem');
	await phone.goto('/catalogue/wishes');
	await page.getByRole('button', { name: 'Wens een boek' }).waitFor();
	await phone.cutNetwork();
	await page.getByRole('button', { name: 'Wens een boek' }).click();
	await page.getByRole('textbox', { name: 'Titel' }).fill('De mol van de Veluwe');
	await page.getByRole('button', { name: 'Wens versturen' }).click();
	await page.getByRole('button', { name: 'Wijzig je wens: De mol van de Veluwe' }).click();
	await page.getByRole('textbox', { name: 'Titel' }).fill('De das van de Veluwe');
	await page.getByRole('button', { name: 'Wens opnieuw versturen' }).click();
	await own.filter({ hasText: 'De das van de Veluwe' }).getByText('Wacht op de mediathecaris.').waitFor();
	await phone.restoreNetwork();
	await phone.untilSent();

	await desk.goto('/desk/wishes');
	await desk.page.getByRole('button', { name: 'Laat stemmen: De das van de Veluwe' }).click();
	await desk.page.getByText('Antwoord bewaard.').first().waitFor();
	expect(await desk.page.getByText('De mol van de Veluwe').count()).toBe(0);
	await desk.untilSent();

	await phone.fetchNews();
	await own.filter({ hasText: 'De das van de Veluwe' }).getByText('Anderen kunnen erop stemmen.').waitFor();
	expect(await own.filter({ hasText: 'De das van de Veluwe' }).getByRole('button').count()).toBe(0);
	expect([...phone.problems, ...desk.problems]).toEqual([]);
});

it('a title shows what its readers also read, and leads there', async () => {
	const { page } = phone;
	const { id } = await stage.records.db.selectFrom('feed').select('id').where('kind', '=', 'alsoRead').where('deleted', '=', 0).orderBy('id').executeTakeFirstOrThrow();
	await phone.goto(`/catalogue/title?id=${encodeURIComponent(id)}`);
	const other = page.getByRole('list', { name: 'Wie dit las, las ook' }).getByRole('link').first();
	const name = await other.locator('.visually-hidden').innerText();
	await other.click();
	await page.getByRole('heading', { level: 1, name }).waitFor();
	expect(phone.problems).toEqual([]);
});
