import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wim } from '../support/demo-school.ts';
import { dumpIndexedDb, wordsFound } from '../support/indexeddb.ts';
import { nameOf, type Cardholder, type Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;
let desk: Device;
let pupil: Cardholder;
let brought: Shelved;
let lent: Shelved[];

beforeAll(async () => {
	stage = await Stage.open();
	const account = await stage.records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	pupil = await stage.records.cardholder(account.patron_id ?? '');
	lent = await stage.records.freeCopies(3);
	const atHome = await stage.records.copiesLentTo(pupil.patron.id);
	brought = atHome.find((each) => each.copy.loanType === 'normal') ?? atHome[0]!;
	desk = await stage.device();
});
afterAll(() => stage.close());

describe('a desk whose network cable is out', () => {
	it('is one tap away at the demo school, and is then on the device for good', async () => {
		await desk.allowPersistence();
		await desk.enterDemoAs('Mediathecaris');
		await desk.untilReady();
		await desk.page.getByText('Voorbeeldschool. Alle namen zijn verzonnen.').waitFor();
	});

	it('opens cold, lends three copies, takes one in and undoes one', async () => {
		await desk.closeAndRestart();
		await desk.cutNetwork();
		await desk.goto('/');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		expect(await desk.scan(brought.barcode)).toMatchObject({ word: 'Ingeleverd', headline: brought.title });
		expect(await desk.scan(pupil.card)).toMatchObject({ word: 'Lener gekozen' });
		for (const { barcode, title } of lent) expect(await desk.scan(barcode)).toMatchObject({ word: 'Uitgeleend', headline: title });
		expect(await desk.scan('MT-UNDO')).toMatchObject({ word: 'Ongedaan', headline: lent[2]?.title });
		await desk.untilLine(/^\s*5 handelingen wachten op verbinding/);
	});

	it('has everything still after another restart without a network', async () => {
		await desk.killAndRestart();
		await desk.goto('/status');
		const contact = desk.page.getByRole('term').filter({ hasText: 'Laatste contact met de server' }).locator('+ dd');
		expect(await contact.textContent(), 'it knows when it was connected last').toMatch(/\d{1,2}:\d{2}/);
		await desk.goto('/desk');
		await desk.untilLine(/^\s*5 handelingen wachten op verbinding/);
		await desk.scan(pupil.card);
		const loans = desk.page.getByRole('region', { name: `Lener: ${pupil.name}` }).getByRole('list', { name: 'Geleend' });
		await expect.poll(() => loans.textContent()).toContain(lent[0]?.title);
		expect(await loans.textContent()).toContain(lent[1]?.title);
		expect(await loans.textContent()).not.toContain(lent[2]?.title);
		expect(await loans.textContent()).not.toContain(brought.title);
	});

	it('sends everything when the cable is back; the server and a second desk agree', async () => {
		const before = await stage.records.lentTo(pupil.patron.id);
		expect(before, 'nothing of it could be known yet').toContain(brought.barcode);
		await desk.restoreNetwork();
		await desk.untilLine(/Alles verstuurd/);
		const expected = [...before.filter((barcode) => barcode !== brought.barcode), lent[0]?.barcode, lent[1]?.barcode].sort();
		expect(await stage.records.lentTo(pupil.patron.id)).toEqual(expected);
		const operations = await stage.records.operationsOf('Balie 1');
		expect(operations.map((operation) => operation.type)).toEqual(['check-in', 'check-out', 'check-out', 'check-out', 'undo']);
		expect(new Set(operations.map((operation) => operation.status))).toEqual(new Set(['accepted']));

		const second = await stage.device();
		await second.becomeDesk('Balie 2', wim);
		await second.scan(pupil.card);
		const panel = second.page.getByRole('region', { name: `Lener: ${pupil.name}` });
		await expect.poll(() => panel.getByRole('list', { name: 'Geleend' }).getByRole('listitem').count()).toBe(expected.length);
		for (const { title } of lent.slice(0, 2)) expect(await panel.textContent()).toContain(title);
		expect(second.problems).toEqual([]);
	});

	it('shows the pupil the loans on the phone, and nothing of anybody else is on that phone', async () => {
		const phone = await stage.device({ viewport: { width: 390, height: 844 } });
		await phone.enterDemoAs('Leerling');
		for (const { title } of lent.slice(0, 2)) await phone.page.getByText(title).first().waitFor();
		const stored = await dumpIndexedDb(phone.page);
		for (const own of [pupil.patron.id, pupil.patron.givenName, lent[0]?.copy.id]) expect(stored, 'the dump sees what is there').toContain(own);
		const [patrons, cards] = await Promise.all([stage.records.patrons(), stage.records.cards()]);
		// With its own teachers a pupil talks about the reading list.
		const teachers = await stage.records.teachersOf(pupil.patron);
		const others = patrons.filter((patron) => patron.id !== pupil.patron.id && !teachers.has(patron.id));
		expect(others.length).toBeGreaterThan(700);
		const othersCards = cards.filter((card) => card.patronId !== pupil.patron.id && !teachers.has(card.patronId));
		expect(others.filter((patron) => stored.includes(patron.id) || stored.includes(nameOf(patron)))).toEqual([]);
		const numbers = [...others.flatMap((patron) => patron.pupilNumber ?? []), ...othersCards.map((card) => card.id)];
		expect(wordsFound(stored, numbers)).toEqual([]);
		expect(phone.problems).toEqual([]);
	});

	it('had no error in any console', () => {
		expect(desk.problems).toEqual([]);
	});
});
