import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wim } from '../support/demo-school.ts';
import { NewerBuild } from '../support/newer-build.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;
let builds: NewerBuild;
let desk: Device;
let pupil: Cardholder;
let shelved: Shelved;
let another: Shelved;

beforeAll(async () => {
	stage = await Stage.open();
	const [somebody] = await stage.records.carefreePupils(1);
	const [something, more] = await stage.records.freeCopies(2);
	if (!somebody || !something || !more) throw new Error('the demo school is too small');
	[pupil, shelved, another] = [somebody, something, more];
	builds = await NewerBuild.before(stage.server.port);
	desk = await stage.device({}, builds.port);
	await desk.becomeDesk('Balie 1', wim);
	await desk.closeAndRestart();
});
afterAll(async () => {
	await stage.close();
	builds.stop();
});

const offer = () => desk.page.getByRole('region', { name: 'Nieuwe versie klaar' });

const countKeptFiles = ({ page }: Device) =>
	page.evaluate(async () => {
		let count = 0;
		for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
		return count;
	});

describe('a browser that opened the app a moment ago', () => {
	it('needs no network for its second page', async () => {
		const phone = await stage.device();
		await phone.goto('/start');
		await phone.cutNetwork();
		await phone.page.getByRole('link', { name: /inloggen/i }).first().click();
		await phone.page.getByRole('textbox', { name: 'Inlognaam' }).waitFor();
		expect(phone.problems).toEqual([]);
		// Each is fetched by itself: a module that became a file again would show here as hundreds.
		expect(await countKeptFiles(phone)).toBeLessThan(150);
	});
});

describe('a newer build', () => {
	it('waits: it is told at the desk and takes nothing over by itself', async () => {
		builds.publish();
		await desk.goto('/desk');
		await desk.page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => undefined));
		await desk.untilLine(/Nieuwe versie klaar/);
		await desk.page.evaluate(() => Object.assign(window, { openSinceBefore: true }));
		expect(await desk.scan(pupil.card)).toMatchObject({ word: 'Lener gekozen' });
		expect(await offer().count(), 'no banner in the middle of a scan').toBe(0);
		const waits = await desk.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state);
		expect(waits).toBe('installed');
	});

	it('is not offered while something has not been sent', async () => {
		await desk.cutNetwork();
		expect(await desk.scan(shelved.barcode)).toMatchObject({ word: 'Uitgeleend' });
		await desk.page.getByRole('link', { name: 'Vandaag' }).first().click();
		await desk.page.getByRole('heading', { level: 1, name: 'Vandaag' }).waitFor();
		await desk.untilLine(/1 handeling wacht op verbinding/);
		expect(await offer().count()).toBe(0);
	});

	it('is offered once everything is sent, and taken when a person says so', async () => {
		await desk.restoreNetwork();
		await offer().waitFor();
		expect(await desk.page.evaluate(() => 'openSinceBefore' in window), 'the page was never loaded anew').toBe(true);
		const reloaded = desk.page.waitForEvent('load');
		await offer().getByRole('button', { name: 'Nu bijwerken' }).click();
		await reloaded;
		await desk.untilLine(/Alles verstuurd/);
		const left = await desk.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting);
		expect(left ?? null).toBeNull();
		await desk.goto('/desk');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		await desk.scan(pupil.card);
		const panel = desk.page.getByRole('region', { name: `Lener: ${pupil.name}` });
		expect(await panel.textContent()).toContain(shelved.title);
		expect(desk.problems).toEqual([]);
	});

	it('that is being taken when the battery dies, with a second tab open, leaves a desk that works without a network', async () => {
		const second = await desk.openTab('/desk/today');
		await second.getByRole('heading', { level: 1, name: 'Vandaag' }).waitFor();
		await desk.goto('/desk/overdue');
		builds.publish();
		await desk.page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => undefined));
		await offer().getByRole('button', { name: 'Nu bijwerken' }).click();
		await desk.killAndRestart();
		await desk.cutNetwork();
		await desk.goto('/desk');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		expect(await desk.scan(another.barcode)).toMatchObject({ headline: another.title });
		await desk.restoreNetwork();
		await desk.untilSent();
		const { waiting, active } = await desk.page.evaluate(async () => {
			const registration = await navigator.serviceWorker.getRegistration();
			return { waiting: registration?.waiting?.state, active: registration?.active?.state };
		});
		expect([active, waiting]).toEqual(['activated', undefined]);
	});
});
