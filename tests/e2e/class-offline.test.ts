import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { createStaffAccount } from '#lib/server/auth/staff.ts';
import { demoBrin, type Person } from '../support/demo-school.ts';
import { Stage, type Device } from '../support/stories.ts';

const els: Person = { loginName: 'els', name: 'Els Kuiper', secret: 'drie lange woorden 91' };

let stage: Stage;
let own: Device;
let colleague: Device;
let classId: string;

beforeAll(async () => {
	stage = await Stage.open();
	const account = await stage.records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	classId = (await patron(account.patron_id ?? '')).homeClassId ?? '';
	await giveColleague();
	own = await stage.device();
	await own.enterDemoAs('Docent');
	colleague = await stage.device();
	await colleague.signIn(els);
	await colleague.page.waitForURL(/\/class/);
	for (const device of [own, colleague]) await untilOffline(device);
});
afterAll(() => stage.close());

async function patron(id: string): Promise<Patron> {
	const row = await stage.records.db.selectFrom('patron').select('body').where('id', '=', id).executeTakeFirstOrThrow();
	return JSON.parse(row.body) as Patron;
}

/** A second teacher of the same class. */
async function giveColleague(): Promise<void> {
	const database = await openDatabase({ dataFolder: stage.server.dataFolder });
	const accountId = await createStaffAccount(database, { brin: demoBrin, loginName: els.loginName, displayName: els.name, roles: ['teacher'], password: els.secret });
	const { school_id: schoolId } = await database.reader.selectFrom('account').select('school_id').where('id', '=', accountId).executeTakeFirstOrThrow();
	const row = { id: `${classId}.${accountId}`, groupId: classId as never, teacherId: accountId, mentor: false, active: true, at: Date.now() };
	await database.write('writeRows', { schoolId: schoolId as never, rows: [{ kind: 'teaching', row }] });
	await database.close();
}

/** The roster says so, while both teachers are away. */
async function moveTo(patronId: string, homeClassId: string): Promise<void> {
	const database = await openDatabase({ dataFolder: stage.server.dataFolder });
	const { school_id: schoolId } = await database.reader.selectFrom('patron').select('school_id').where('id', '=', patronId).executeTakeFirstOrThrow();
	await database.write('writeRows', { schoolId: schoolId as never, rows: [{ kind: 'patron', row: { ...(await patron(patronId)), homeClassId: homeClassId as never } }] });
	await database.close();
}

/** The shell is kept and the class is there: nothing more is needed of the network. */
async function untilOffline(device: Device): Promise<void> {
	await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await device.goto('/class');
	await device.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await device.page.getByRole('region', { name: /^Leerlingen van/ }).waitFor();
	await device.cutNetwork();
	await device.goto(`/class?group=${encodeURIComponent(classId)}`);
	await device.page.getByRole('region', { name: /^Leerlingen van/ }).waitFor();
}

async function logReading(page: Page, minutes: number): Promise<void> {
	await page.getByRole('button', { name: 'Vrij lezen' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('spinbutton', { name: 'Minuten' }).or(dialog.getByLabel('Minuten', { exact: true })).first().fill(String(minutes));
	await dialog.getByRole('button', { name: 'Vrij lezen noteren' }).click();
	await page.getByText('Vrij lezen genoteerd.').waitFor();
}

async function pupilsAtServer(): Promise<ClassPupil[]> {
	const rows = await stage.records.db.selectFrom('class_pupil').select('body').execute();
	return rows.map((row) => JSON.parse(row.body) as ClassPupil);
}

/** Everything this browser keeps, as text. */
function storedText(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const texts: string[] = [];
		for (const { name = '' } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((resolve, reject) => {
				const asked = indexedDB.open(name);
				asked.onsuccess = () => resolve(asked.result);
				asked.onerror = () => reject(asked.error ?? new Error(name));
			});
			for (const store of database.objectStoreNames) {
				const rows = await new Promise<unknown[]>((resolve) => {
					const asked = database.transaction(store).objectStore(store).getAll();
					asked.onsuccess = () => resolve(asked.result as unknown[]);
				});
				texts.push(JSON.stringify(rows));
			}
			database.close();
		}
		return texts.join('\n');
	});
}

it('two teachers log for one class without a network while a pupil moves: it all counts, and the pupil leaves their laptops', async () => {
	const before = (await pupilsAtServer()).filter((pupil) => pupil.groupId === classId);
	const [moving] = before;
	if (!moving) throw new Error('the class is empty');
	const other = (await stage.records.db.selectFrom('home_class').select('id').where('id', '!=', classId).execute()).find((row) => before.every((pupil) => pupil.homeClassId !== row.id));
	await logReading(own.page, 20);
	await logReading(colleague.page, 15);
	await moveTo(moving.patronId, other?.id ?? '');
	for (const device of [own, colleague]) {
		await device.restoreNetwork();
	}
	await expect.poll(async () => (await pupilsAtServer()).filter(({ patronId }) => patronId === moving.patronId).map(({ groupId, freeReading }) => [groupId, Object.values(freeReading ?? {})[0]]), { timeout: 20_000 }).toContainEqual([other?.id, 35]);
	const stayed = (await pupilsAtServer()).filter((pupil) => pupil.groupId === classId);
	expect(stayed).toHaveLength(before.length - 1);
	for (const pupil of stayed) expect(Object.values(pupil.freeReading ?? {})).toEqual([35]);
	for (const device of [own, colleague]) {
		await device.fetchNews();
		await device.page.getByRole('rowheader', { name: moving.familyName }).waitFor({ state: 'detached' });
		await expect.poll(async () => (await storedText(device.page)).includes(`"familyName":"${moving.familyName}","homeClassId"`) , { timeout: 20_000 }).toBe(false);
		expect(device.problems).toEqual([]);
	}
});
