import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoBrin, noor, wim } from '../support/demo-school.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;
let desk: Device;
let pupils: Cardholder[];
let copies: Shelved[];

const pins = { wim: '582947', noor: '730264' };

beforeAll(async () => {
	stage = await Stage.open();
	pupils = await stage.records.carefreePupils(3);
	copies = await stage.records.freeCopies(3);
	desk = await stage.device();
	await desk.becomeDesk('Balie 1', wim);
});
afterAll(() => stage.close());

async function lend(nth: number): Promise<void> {
	await desk.scan(pupils[nth]?.card ?? '');
	expect(await desk.scan(copies[nth]?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend' });
	await desk.scan('MT-CLOSE');
}

async function lentOnServer(nth: number): Promise<string[]> {
	return stage.records.lentTo(pupils[nth]?.patron.id ?? '');
}

async function choosePin(pin: string): Promise<void> {
	await desk.goto('/device');
	await desk.page.getByRole('button', { name: /^(Pincode kiezen|Andere pincode kiezen)$/ }).click();
	for (const label of ['Nieuwe pincode', 'Nog een keer dezelfde pincode']) {
		const field = desk.page.getByLabel(label, { exact: true });
		await field.fill(pin);
		await field.press('Enter');
		await field.waitFor({ state: 'detached' });
	}
	await desk.page.getByRole('button', { name: 'Andere pincode kiezen' }).waitFor();
}

describe('a desk whose session has ended', () => {
	it('goes on sending, stops receiving, and asks to sign in again', async () => {
		await desk.profile.context.clearCookies();
		await lend(0);
		await desk.untilLine(/Ontvangen is gestopt: log opnieuw in\. Versturen gaat door\./);
		await expect.poll(() => lentOnServer(0), { timeout: 15_000 }).toEqual([copies[0]?.barcode]);
		// Also when it already knows that it may not receive.
		await lend(1);
		await expect.poll(() => lentOnServer(1), { timeout: 15_000 }).toEqual([copies[1]?.barcode]);
	});

	it('receives again once a librarian has signed in', async () => {
		await desk.line.click();
		await desk.page.getByRole('link', { name: 'Opnieuw inloggen' }).click();
		await desk.fillSignIn(wim);
		await desk.page.waitForURL(/\/status$/);
		await desk.page.getByText('Alles is verstuurd en ontvangen').waitFor();
		await desk.goto('/desk');
		await desk.untilLine(/Alles verstuurd/);
	});
});

describe('a desk of two librarians', () => {
	it('is handed over by PIN without a network, and the work is on the right name', async () => {
		await choosePin(pins.wim);
		await desk.signIn(noor, `/sign-in?school=${demoBrin}`);
		await desk.page.waitForURL(/\/desk$/);
		await choosePin(pins.noor);
		await desk.cutNetwork();
		await desk.goto('/device');
		await desk.page.getByRole('button', { name: `Wisselen: ${wim.name}` }).click();
		const dialog = desk.page.getByRole('dialog');
		const pin = dialog.getByRole('textbox').or(dialog.locator('input[type=password]')).first();
		await pin.fill(pins.noor);
		await pin.press('Enter');
		await dialog.getByText('Deze pincode klopt niet.').waitFor();
		await pin.fill(pins.wim);
		await pin.press('Enter');
		await dialog.waitFor({ state: 'hidden' });
		await desk.goto('/desk');
		await desk.page.getByRole('link', { name: `${wim.name}: wisselen van mediathecaris` }).waitFor();
		await lend(2);
		await desk.restoreNetwork();
		await desk.untilLine(/Alles verstuurd/);
		const actors = await stage.records.db
			.selectFrom('operation')
			.innerJoin('account', 'account.id', 'operation.actor_id')
			.select(['account.name', 'operation.status'])
			.orderBy('operation.n')
			.where('operation.type', '=', 'check-out')
			.execute();
		expect(actors.at(-1)).toEqual({ name: wim.loginName, status: 'accepted' });
		expect(desk.problems.filter((line) => !/status of 401/.test(line))).toEqual([]);
	});
});
