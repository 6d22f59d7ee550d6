import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '#lib/server/auth/staff.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { appCode } from '../support/authenticator-app.ts';
import { demoBrin, otherSchoolId, wim } from '../support/demo-school.ts';
import { dumpIndexedDb, wordsFound } from '../support/indexeddb.ts';
import { clientId, clientSecret, startOidcProvider, type OidcProvider } from '../support/oidc-provider.ts';
import { Stage, type Device } from '../support/stories.ts';

const secret = 'een lange zin 2468';
let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
});
afterAll(() => stage.close());

/** A code as it stands on the sheet that is about to be printed. */
async function printedCode(device: Device): Promise<string> {
	return (await device.page.locator('ul.sheet code').first().textContent()) ?? '';
}

/** A pupil with a code on paper chooses a PIN. */
async function activate(device: Device, code: string, pin: string): Promise<void> {
	await device.goto(`/activate?school=${demoBrin}&code=${code}`);
	await device.page.getByLabel(/^Nieuw wachtwoord of pincode/).fill(pin);
	await device.page.getByRole('button', { name: 'Opslaan en beginnen' }).click();
	await device.page.getByRole('heading', { name: /^Gelukt!/ }).waitFor();
}

describe('the people of a school', () => {
	it('who are in twice are merged without a network, and another desk sees one', async () => {
		const [desk, other] = [await stage.device(), await stage.device()];
		await desk.becomeDesk('Balie 1', wim);
		const [one, two] = await stage.records.carefreePupils(2);
		const [shelved] = await stage.records.freeCopies(1);
		await desk.cutNetwork();
		await desk.scan(two?.card ?? '');
		await desk.scan(shelved?.barcode ?? '');
		await desk.goto(`/desk/patrons/merge?stays=${encodeURIComponent(one?.patron.id ?? '')}&goes=${encodeURIComponent(two?.patron.id ?? '')}`);
		await desk.page.getByText('1 uitlening').first().waitFor();
		await desk.page.getByRole('button', { name: 'Voeg samen' }).click();
		await desk.page.getByText(`${two?.name} hoort nu bij ${one?.name}`).waitFor();
		await desk.goto('/desk');
		await desk.restoreNetwork();
		await desk.untilSent();
		expect(await stage.records.lentTo(one?.patron.id ?? '')).toEqual([shelved?.barcode]);

		await other.becomeDesk('Balie 2', wim);
		await other.goto('/desk/patrons/merge');
		await other.page.getByRole('button', { name: `${two?.name} weer apart zetten` }).click();
		await other.page.getByText(`${two?.name} staat er weer apart in.`).waitFor();
		await other.goto('/desk');
		await other.untilSent();
		expect(await stage.records.lentTo(two?.patron.id ?? '')).toEqual([shelved?.barcode]);
		expect([...desk.problems, ...other.problems]).toEqual([]);
		await stage.closeDevices();
	});

	it('get a code from the office, and a new one from their own teacher', async () => {
		const [desk, phone] = [await stage.device(), await stage.device()];
		await desk.becomeDesk('Balie 3', wim);
		await desk.page.getByRole('link', { name: 'Accounts' }).first().click();
		await desk.page.getByLabel('Klas', { exact: true }).selectOption({ index: 1 });
		await desk.page.getByRole('button', { name: 'Codes maken' }).click();
		const first = await printedCode(desk);
		expect(first).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
		await activate(phone, first, '482915');

		const teacher = await stage.device();
		await teacher.goto('/start');
		await teacher.page.getByRole('button', { name: 'Docent' }).click();
		await teacher.page.waitForURL(/\/class/);
		await teacher.page.getByRole('link', { name: 'Codes om in te loggen' }).click();
		await teacher.page.getByRole('button', { name: /^Geef code aan/ }).first().click();
		await activate(phone, await printedCode(teacher), '739154');
		expect([...desk.problems, ...teacher.problems]).toEqual([]);
		await stage.closeDevices();
	});

	it('are forgotten on every desk that hears of it, in what it fetched and in what it sent', async () => {
		const [office, desk] = [await stage.device(), await stage.device()];
		const [pupil] = (await stage.records.carefreePupils(3)).slice(2);
		const [shelved] = await stage.records.freeCopies(1);
		await desk.becomeDesk('Balie 4', wim);
		for (const code of [pupil?.card, shelved?.barcode, 'MT-CLOSE', shelved?.barcode]) await desk.scan(code ?? '');
		await desk.untilSent();
		const secrets = [pupil?.patron.id, pupil?.card, pupil?.patron.pupilNumber].filter((text) => text !== undefined);
		const left = async (device: Device) => wordsFound(await dumpIndexedDb(device.page), secrets);
		expect(await left(desk)).toEqual(secrets);

		await office.allowPersistence();
		await office.enterDemoAs('Beheerder');
		await office.untilReady();
		await office.goto(`/desk/patrons/privacy?id=${encodeURIComponent(pupil?.patron.id ?? '')}`);
		await office.page.getByRole('button', { name: 'Vergeten' }).click();
		await office.page.getByRole('button', { name: 'Ja, vergeet deze persoon' }).click();
		await office.page.getByRole('status').getByText(/vergeten/).waitFor();
		for (const device of [office, desk]) {
			await device.fetchNews();
			await expect.poll(() => left(device), { timeout: 30_000 }).toEqual([]);
		}
		// The demo door takes the first free name for a desk, and the browser notes each that was not.
		const problems = [...desk.problems, ...office.problems].filter((line) => !line.includes('409 (Conflict)'));
		expect(problems).toEqual([]);
		await stage.closeDevices();
	});
});

describe('an administrator of a real school', () => {
	let oidc: OidcProvider;
	let device: Device;

	beforeAll(async () => {
		device = await stage.device();
		oidc = await startOidcProvider([`${device.network.origin}/api/session/provider/callback`]);
		// Beside the running server, as its commands do.
		const database = await openDatabase({ dataFolder: stage.server.dataFolder });
		const account = { schoolId: otherSchoolId as never, loginName: 'bea', displayName: 'Bea Heer', roles: ['administrator'] as const };
		await database.write('createAccount', { ...account, secretHash: await hashSecret(secret) });
		await database.close();
	});
	afterAll(() => oidc.stop());

	it('signs in with two steps from then on, and through the provider of the school', async () => {
		const { page } = device;
		await device.signIn({ loginName: 'bea', name: 'Bea Heer', secret }, '/sign-in?school=98YY');
		await page.waitForURL(/\/device$/);
		await device.goto('/account/second-factor');
		await page.getByLabel('Je wachtwoord').fill(secret);
		await page.getByRole('button', { name: 'Begin' }).click();
		await page.getByRole('img', { name: 'QR-code voor de app' }).waitFor();
		const key = (await page.locator('p > code').first().textContent()) ?? '';
		const uri = `otpauth://totp/x?secret=${key.replaceAll(' ', '')}`;
		await page.getByLabel(/Code uit de app/).fill(appCode(uri));
		await page.getByRole('button', { name: 'Zet aan' }).click();
		await page.getByText('Inloggen in twee stappen staat aan').waitFor();

		await device.signIn({ loginName: 'bea', name: 'Bea Heer', secret }, '/sign-in?school=98YY');
		await page.getByRole('heading', { name: 'Nog één stap' }).waitFor();
		await page.getByLabel(/Code uit de app/).fill(appCode(uri));
		await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
		await page.waitForURL(/\/device$/);

		const status = await page.evaluate(
			([issuer, client, clientPassword]) =>
				fetch('/api/accounts/provider', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ settings: { preset: 'entree', issuer, clientId: client }, clientSecret: clientPassword })
				}).then((response) => response.status),
			[oidc.issuer, clientId, clientSecret] as const
		);
		expect(status).toBe(200);
		oidc.person = { sub: 'bea@school', nlEduPersonHomeOrganizationId: '98YY00', eduPersonAffiliation: 'staff' };
		await device.goto('/sign-in?school=98YY');
		await page.getByRole('link', { name: 'Inloggen met Entree' }).click();
		await page.getByRole('heading', { name: 'Nog één keer: wie ben je hier?' }).waitFor();
		oidc.person = { sub: 'iemand@elders', nlEduPersonHomeOrganizationId: '11XX' };
		await page.context().clearCookies();
		await device.goto('/sign-in?school=98YY');
		await page.getByRole('link', { name: 'Inloggen met Entree' }).click();
		await page.getByText('Dit account hoort bij een andere school.').waitFor();
		expect(device.problems).toEqual([]);
	});
});
