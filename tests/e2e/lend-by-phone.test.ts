import { afterAll, beforeAll, expect, it } from 'vitest';
import { noor } from '../support/demo-school.ts';
import type { Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;
let desk: Device;
let phone: Device;
let patronId: string;
let onShelf: Shelved;

beforeAll(async () => {
	stage = await Stage.open();
	const account = await stage.records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	patronId = account.patron_id ?? '';
	const [shelved] = await stage.records.freeCopies(1);
	if (!shelved) throw new Error('every copy of the demo school is lent');
	onShelf = shelved;
	desk = await stage.device();
	await desk.becomeDesk('Balie 1', noor);
	phone = await stage.device({ viewport: { width: 390, height: 844 } });
	await phone.allowPersistence();
	await phone.enterDemoAs('Leerling');
});
afterAll(() => stage.close());

async function typeNumber(code: string): Promise<void> {
	await phone.page.getByRole('textbox', { name: 'Of typ het nummer op het label' }).fill(code);
	await phone.page.getByRole('button', { name: 'Zoek', exact: true }).click();
}

it('where nobody stands at a desk a pupil lends without a network, and the desk sees it when the phone is back', async () => {
	const { page } = phone;
	await phone.goto('/my/lend');
	await page.getByText('Lenen gaat hier aan de balie').waitFor();

	await desk.goto('/desk/settings');
	await desk.page.getByRole('radio', { name: /^Boeken in de klas/ }).check();
	await desk.page.getByRole('button', { name: 'Opslaan' }).first().click();
	await desk.untilSent();

	await phone.fetchNews();
	await page.getByRole('button', { name: 'Scan met de camera' }).waitFor();
	await phone.cutNetwork();
	await phone.closeAndRestart();
	await phone.goto('/my');
	await phone.page.getByRole('link', { name: 'Lenen en terugbrengen' }).click();
	await typeNumber(onShelf.barcode);
	await phone.page.getByRole('button', { name: 'Ja, ik leen het' }).click();
	await phone.page.getByText(/is nu geleend\. Breng het terug op/).first().waitFor();
	expect(await stage.records.holdersOf(onShelf.copy.id)).toEqual([]);

	await phone.restoreNetwork();
	await phone.untilSent();
	expect(await stage.records.holdersOf(onShelf.copy.id)).toEqual([patronId]);
	await desk.goto(`/desk/patrons/patron?id=${patronId}`);
	await desk.page.getByText(onShelf.title).first().waitFor();

	await typeNumber(onShelf.barcode);
	await phone.page.getByRole('button', { name: 'Ja, ik breng het terug' }).click();
	await phone.page.getByText(/is terug\. Zet het op zijn plek/).first().waitFor();
	await phone.untilSent();
	expect(await stage.records.holdersOf(onShelf.copy.id)).toEqual([]);
	expect([...phone.problems, ...desk.problems]).toEqual([]);
});
