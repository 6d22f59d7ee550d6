import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openProtocolSession } from '../support/chromium.ts';
import { otherSchoolId, wim } from '../support/demo-school.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;
let pupils: Cardholder[];
let copies: Shelved[];

beforeAll(async () => {
	stage = await Stage.open();
	pupils = await stage.records.carefreePupils(6);
	copies = await stage.records.freeCopies(6);
});
afterEach(() => stage.closeDevices());
afterAll(() => stage.close());

async function openDesk(name: string): Promise<Device> {
	const desk = await stage.device();
	await desk.becomeDesk(name, wim);
	return desk;
}

function outcome(desk: Device, word: string) {
	return desk.page.getByRole('region', { name: word, exact: true });
}

describe('a wrong code', () => {
	it('that is the ISBN on the back cover is recognised and explained, and is taken for no card', async () => {
		const desk = await openDesk('Balie ISBN');
		const titles = [...(await stage.records.titles()).values()];
		const title = titles.find((each) => each.isbns.length > 0);
		const isbn = title?.isbns[0] ?? '';
		expect(await desk.scan(isbn)).toMatchObject({ word: 'Dit is het ISBN', headline: title?.title });
		await outcome(desk, 'Dit is het ISBN').getByText('Je scande de streepjescode van de uitgever.').waitFor();
		await desk.goto('/desk/patrons');
		await desk.page.getByRole('button', { name: 'Lener toevoegen' }).first().click();
		const dialog = desk.page.getByRole('dialog', { name: 'Lener toevoegen' });
		await dialog.getByRole('textbox', { name: 'Voornaam' }).fill('Sam');
		await dialog.getByRole('textbox', { name: 'Achternaam' }).fill('Proef');
		await dialog.getByRole('textbox', { name: 'Pasnummer' }).fill(isbn);
		await dialog.getByRole('button', { name: 'Toevoegen', exact: true }).click();
		await dialog.getByText('Dit is het ISBN van het boek, niet het label of de pas.').waitFor();
		expect((await stage.records.patrons()).filter((patron) => patron.familyName === 'Proef')).toEqual([]);
		expect(desk.problems).toEqual([]);
	});

	it('without a network: an unknown card gets a pupil, an unknown label gets a title, and both are lent', async () => {
		const desk = await openDesk('Balie onbekend');
		await desk.cutNetwork();
		expect(await desk.scan('7100023')).toMatchObject({ word: 'Onbekend' });
		await desk.page.getByRole('button', { name: 'Het is een pas' }).click();
		await desk.page.getByRole('button', { name: 'Leerling toevoegen' }).click();
		const person = desk.page.getByRole('dialog', { name: 'Leerling toevoegen bij pas 7100023' });
		await person.getByRole('textbox', { name: 'Voornaam' }).fill('Yara');
		await person.getByRole('textbox', { name: 'Achternaam' }).fill('Nieuwkomer');
		await person.getByRole('button', { name: 'Toevoegen en openen' }).click();
		await desk.page.getByRole('region', { name: 'Lener: Yara Nieuwkomer' }).waitFor();
		expect(await desk.scan('8800045')).toMatchObject({ word: 'Onbekend label' });
		await desk.page.getByRole('button', { name: 'Titel toevoegen' }).click();
		const work = desk.page.getByRole('dialog', { name: 'Titel toevoegen bij label 8800045' });
		await work.getByRole('textbox', { name: 'Titel' }).fill('Het boek van niemand');
		await work.getByRole('textbox', { name: 'Auteur' }).fill('Anna de Vries');
		await work.getByRole('button', { name: 'Titel toevoegen' }).click();
		await outcome(desk, 'Uitgeleend').getByText('Het boek van niemand').first().waitFor();
		await desk.restoreNetwork();
		await desk.untilLine(/Alles verstuurd/);
		const yara = (await stage.records.patrons()).find((patron) => patron.familyName === 'Nieuwkomer');
		expect(await stage.records.lentTo(yara?.id ?? '')).toEqual(['8800045']);
		expect(desk.problems).toEqual([]);
	});
});

describe('a device in trouble', () => {
	it('whose clock is a year ahead says so, and what it lends is neither lost nor dated next year', async () => {
		const desk = await openDesk('Balie klok');
		await desk.alter(`{
			const year = 365 * 24 * 60 * 60 * 1000, Real = Date;
			globalThis.Date = class extends Real {
				constructor(...parts) { if (parts.length === 0) super(Real.now() + year); else super(...parts); }
				static now() { return Real.now() + year; }
			};
		}`);
		await desk.goto('/desk');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		await desk.untilLine(/Dit apparaat staat meer dan een dag verkeerd/);
		const [pupil] = pupils;
		const [shelved] = copies;
		await desk.scan(pupil?.card ?? '');
		expect(await desk.scan(shelved?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend' });
		await expect.poll(() => stage.records.lentTo(pupil?.patron.id ?? ''), { timeout: 20_000 }).toEqual([shelved?.barcode]);
		const loan = await stage.records.db.selectFrom('loan').select('lent_at').where('copy_id', '=', shelved?.copy.id ?? '').orderBy('lent_at', 'desc').executeTakeFirstOrThrow();
		expect(Math.abs(loan.lent_at - Date.now())).toBeLessThan(60 * 60 * 1000);
		await desk.line.click();
		await desk.page.getByText('De klok van dit apparaat staat meer dan een dag verkeerd').waitFor();
		expect(desk.problems).toEqual([]);
	});

	it('whose disk is full refuses the scan loudly, and lends it when there is room again', async () => {
		const desk = await openDesk('Balie vol');
		await desk.alter(`{
			const refuse = () => { throw new DOMException('no room', 'QuotaExceededError'); };
			for (const name of ['add', 'put']) {
				const real = IDBObjectStore.prototype[name];
				IDBObjectStore.prototype[name] = function (...parts) { return globalThis.diskIsFull ? refuse() : real.apply(this, parts); };
			}
			globalThis.sounded = [];
			const start = OscillatorNode.prototype.start;
			OscillatorNode.prototype.start = function (...parts) { globalThis.sounded.push(this.frequency.value); return start.apply(this, parts); };
		}`);
		await desk.goto('/desk');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		const pupil = pupils[1];
		const shelved = copies[1];
		await desk.scan(pupil?.card ?? '');
		await takeSounds(desk.page);
		await desk.page.evaluate(() => Object.assign(globalThis, { diskIsFull: true }));
		expect(await desk.scan(shelved?.barcode ?? '')).toMatchObject({ word: 'Niet geboekt' });
		await outcome(desk, 'Niet geboekt').getByText('Dit apparaat is vol. De scan telt niet.', { exact: false }).first().waitFor();
		expect(await desk.page.getByRole('region', { name: `Lener: ${pupil?.name}` }).textContent()).toContain('Niets geleend');
		const soundOfRefusal = await takeSounds(desk.page);
		await desk.page.evaluate(() => Object.assign(globalThis, { diskIsFull: false }));
		expect(await desk.scan(shelved?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend' });
		const soundOfLending = await takeSounds(desk.page);
		expect(soundOfLending).not.toEqual([]);
		expect(soundOfRefusal, 'nobody may think that it was lent').not.toEqual(soundOfLending);
		await desk.untilLine(/Alles verstuurd/);
		expect(await stage.records.lentTo(pupil?.patron.id ?? '')).toEqual([shelved?.barcode]);
		expect((await stage.records.operationsOf('Balie vol')).map(({ n }) => n)).toEqual([1]);
		expect(desk.problems).toEqual([]);
	});

	it('that has no room at all as it starts says so, hands over what was not sent, and goes on once there is room', async () => {
		const desk = await openDesk('Balie propvol');
		await desk.cutNetwork();
		await desk.scan(pupils[5]?.card ?? '');
		await desk.scan(copies[5]?.barcode ?? '');
		await desk.closeAndRestart();
		// What the browser itself allows, in bytes; without a size it is as before.
		const browser = await openProtocolSession(desk.page);
		const { origin } = desk.network;
		await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
		await desk.goto('/desk');
		await desk.page.getByRole('heading', { name: 'De browser kan hier niets bewaren' }).waitFor();
		const saved = desk.page.waitForEvent('download');
		await desk.page.getByRole('button', { name: 'Bewaren als bestand' }).click();
		expect(await readFile(await (await saved).path(), 'utf8')).toContain(copies[5]?.copy.id);
		await browser.send('Storage.overrideQuotaForOrigin', { origin });
		await desk.page.getByRole('button', { name: 'Opnieuw proberen' }).click();
		await desk.page.getByRole('link', { name: 'Balie' }).first().click();
		await desk.page.getByText('Klaar om te scannen').waitFor();
		await desk.restoreNetwork();
		await desk.untilSent();
		expect(await stage.records.lentTo(pupils[5]?.patron.id ?? '')).toEqual([copies[5]?.barcode]);
	});

	it('on a network that answers everything with a page of its own loses nothing and says so', async () => {
		const desk = await openDesk('Balie wifi');
		const portal = await openPortal(desk);
		const pupil = pupils[2];
		const shelved = copies[2];
		await desk.scan(pupil?.card ?? '');
		expect(await desk.scan(shelved?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend' });
		await desk.untilLine(/1 handeling wacht op verbinding/);
		await expect.poll(() => portal.asked, { timeout: 20_000 }).toContain('/api/sync/push');
		await portal.close();
		await desk.restoreNetwork();
		await desk.untilLine(/Alles verstuurd/);
		expect(await stage.records.lentTo(pupil?.patron.id ?? '')).toEqual([shelved?.barcode]);
		// The browser itself notes that the live line got a page.
		expect(desk.problems.filter((line) => !line.includes("EventSource's response has a MIME type"))).toEqual([]);
	});
});

describe('a forged operation', () => {
	it('with ids of another school, or by somebody who never signed in there, has no effect, and the desk is told', async () => {
		const desk = await openDesk('Balie vervalst');
		const stranger = await stage.records.db.selectFrom('account').select('id').where('name', '=', 'demo-administrator').executeTakeFirstOrThrow();
		const shelved = copies[3];
		await forge(desk.page, [
			{ type: 'check-out', payload: { loanId: 'forged-1', copyId: `${otherSchoolId}-copy`, patronId: `${otherSchoolId}-patron` } },
			{ type: 'check-out', payload: { loanId: 'forged-2', copyId: shelved?.copy.id, patronId: pupils[3]?.patron.id }, actor: stranger.id }
		]);
		await desk.goto('/desk');
		await desk.untilLine(/antwoorden? van de server/i);
		const operations = await stage.records.operationsOf('Balie vervalst');
		// A record that nobody here knows may still come back with an import: such an operation is set aside in sight.
		expect(operations.map(({ status }) => status)).toEqual(['quarantined', 'refused']);
		expect(await stage.records.lentTo(pupils[3]?.patron.id ?? '')).toEqual([]);
		expect(await stage.records.holdersOf(`${otherSchoolId}-copy`)).toEqual([]);
		await desk.line.click();
		const answers = desk.page.getByRole('list', { name: 'Antwoorden van de server' });
		await expect.poll(() => answers.getByRole('listitem').count()).toBe(2);
		await answers.getByText('Dit account mag dit niet doen.', { exact: false }).waitFor();
		// Work goes on behind them.
		await desk.goto('/desk');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		await desk.scan(pupils[4]?.card ?? '');
		expect(await desk.scan(copies[4]?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend' });
		await expect.poll(() => stage.records.lentTo(pupils[4]?.patron.id ?? ''), { timeout: 15_000 }).toEqual([copies[4]?.barcode]);
		expect(desk.problems).toEqual([]);
	});

	it('with a wrong key is not heard at all', async () => {
		const desk = await openDesk('Balie sleutel');
		const answer = await desk.page.evaluate(async () => {
			const body = { proto: 1, build: 'x', epoch: 'x', installation: 'x', sent: { wall: 0, monotonic: 0, session: 'x' }, operations: [] };
			const headers = { 'content-type': 'application/json', authorization: 'Installation x.y' };
			const response = await fetch('/api/sync/push', { method: 'POST', headers, body: JSON.stringify(body) });
			return { status: response.status, text: await response.text() };
		});
		expect(answer.status).toBe(401);
		expect(JSON.parse(answer.text)).toMatchObject({ failure: 'unknownInstallation' });
	});
});

/** The tones heard since the last time, in hertz. */
function takeSounds(page: Page): Promise<number[]> {
	return page.evaluate(() => (globalThis as unknown as { sounded: number[] }).sounded.splice(0));
}

interface Portal {
	readonly asked: string[];
	close(): Promise<void>;
}

/** In place of the network of this device: something that says 200 and shows its own page, whatever it is asked. */
async function openPortal(desk: Device): Promise<Portal> {
	await desk.network.setMode({ kind: 'refuse' });
	const asked: string[] = [];
	const server: Server = createServer((request, response) => {
		asked.push(request.url ?? '');
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end('<!doctype html><title>Gastnetwerk</title><h1>Log in op het gastnetwerk</h1>');
	});
	server.listen(desk.network.port, '127.0.0.1');
	await once(server, 'listening');
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { asked, close };
}

/** Puts operations into the outbox behind the app's back, as a tampered client would. */
function forge(page: Page, forged: readonly { type: string; payload: unknown; actor?: string }[]): Promise<void> {
	return page.evaluate(async (operations) => {
		const answer = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('no answer'));
			});
		const open = async (begin: string) => {
			const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith(begin));
			return answer(indexedDB.open(found?.name ?? begin));
		};
		const device = await open('mediatheek-device');
		const known: IDBRequest<unknown[]> = device.transaction('installations').objectStore('installations').getAll();
		const [installation] = (await answer(known)) as { currentAccountId: string }[];
		const outbox = await open('mediatheek-outbox-');
		const store = outbox.transaction('operations', 'readwrite').objectStore('operations');
		for (const [i, { type, payload, actor }] of operations.entries()) {
			const clock = { wall: Date.now(), monotonic: performance.now(), session: 'forged', offset: 0 };
			await answer(store.put({ n: i + 1, type, v: 1, actor: actor ?? installation?.currentAccountId, payload, clock }));
		}
		device.close();
		outbox.close();
	}, forged);
}
