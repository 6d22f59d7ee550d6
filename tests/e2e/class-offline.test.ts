import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import type { ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { ListedTitle } from '#lib/domain/reading/listed-title.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { createStaffAccount } from '#lib/server/auth/staff.ts';
import { aListed } from '../builders/reading.ts';
import { demoBrin, wim, type Person } from '../support/demo-school.ts';
import { dumpIndexedDb } from '../support/indexeddb.ts';
import { Stage, type Device } from '../support/stories.ts';

const els: Person = { loginName: 'els', name: 'Els Kuiper', secret: 'drie lange woorden 91' };

let stage: Stage;
let own: Device;
let colleague: Device;
let classId: string;
/** A first class of both teachers, and the contest it is invited to. */
let firstClassId: string;
let contestId: string;

beforeAll(async () => {
	stage = await Stage.open();
	const account = await stage.records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	classId = (await patron(account.patron_id ?? '')).homeClassId ?? '';
	firstClassId = (await firstClasses())[0] ?? '';
	contestId = (await stage.records.db.selectFrom('read_aloud_round').select('edition_id').where('group_id', '!=', 'school').limit(1).executeTakeFirstOrThrow()).edition_id;
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

/** Those of the first year, in order of name. */
async function firstClasses(): Promise<string[]> {
	const rows = await stage.records.db.selectFrom('home_class').select(['id', 'body']).orderBy('name').execute();
	return rows.filter(({ body }) => (JSON.parse(body) as HomeClass).yearLayer === 1).map(({ id }) => id);
}

/** A second teacher of the same class, and both of a first class as well. */
async function giveColleague(): Promise<void> {
	const database = await openDatabase({ dataFolder: stage.server.dataFolder });
	const accountId = await createStaffAccount(database, { brin: demoBrin, loginName: els.loginName, displayName: els.name, roles: ['teacher'], password: els.secret });
	const { school_id: schoolId } = await database.reader.selectFrom('account').select('school_id').where('id', '=', accountId).executeTakeFirstOrThrow();
	const { patron_id: ownId } = await database.reader.selectFrom('account').select('patron_id').where('name', '=', 'demo-teacher').executeTakeFirstOrThrow();
	const teaching = (groupId: string, teacherId: string) => ({ kind: 'teaching' as const, row: { id: `${groupId}.${teacherId}`, groupId: groupId as never, teacherId: teacherId as never, mentor: false, active: true, at: Date.now() } });
	const rows = [teaching(classId, accountId), teaching(firstClassId, accountId), teaching(firstClassId, ownId ?? '')];
	await database.write('writeRows', { schoolId: schoolId as never, rows });
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

/** Whether this browser can still read who the pupil is, in what is packed too. */
async function knows({ page }: Device, { patronId }: ClassPupil): Promise<boolean> {
	return (await dumpIndexedDb(page)).includes(`"patronId":"${patronId}","givenName"`);
}

it('two teachers log for one class without a network while a pupil moves: it all counts, and the pupil leaves their laptops', async () => {
	const before = (await pupilsAtServer()).filter((pupil) => pupil.groupId === classId);
	const [moving] = before;
	if (!moving) throw new Error('the class is empty');
	for (const device of [own, colleague]) expect(await knows(device, moving)).toBe(true);
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
		await expect.poll(() => knows(device, moving), { timeout: 20_000 }).toBe(false);
		expect(device.problems).toEqual([]);
	}
});

/** Both have handed in a title for their list. */
async function handIn(patronIds: readonly string[]): Promise<void> {
	const database = await openDatabase({ dataFolder: stage.server.dataFolder });
	const { school_id: schoolId } = await database.reader.selectFrom('home_class').select('school_id').where('id', '=', firstClassId).executeTakeFirstOrThrow();
	const rows = patronIds.map((patronId) => ({ kind: 'listedTitle' as const, row: aListed(`listed.${patronId}`, { patronId, list: '12-15', work: { title: 'Kruistocht in spijkerbroek', authors: ['Beckman, Thea'] } }) }));
	await database.write('writeRows', { schoolId: schoolId as never, rows });
	await database.close();
}

async function openRound(device: Device): Promise<void> {
	await device.goto(`/class/programme?${new URLSearchParams({ group: firstClassId, edition: contestId })}`);
	await device.page.getByRole('heading', { name: 'Wie leest voor?' }).waitFor();
}

async function enter(page: Page, { patronId }: ClassPupil, title: string): Promise<void> {
	await page.getByRole('combobox', { name: 'Leerling', exact: true }).selectOption(patronId);
	await page.getByRole('textbox', { name: 'Boek', exact: true }).fill(title);
	await page.getByRole('button', { name: 'Lezer toevoegen' }).click();
	await page.getByText(title).waitFor();
}

const reader = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

/** One member of the jury: every criterion of the round. */
async function score(page: Page, title: string, number: number): Promise<void> {
	const fields = reader(page, title).getByRole('spinbutton').or(reader(page, title).getByRole('textbox'));
	for (let i = 0; i < (await fields.count()); i++) {
		await fields.nth(i).fill(String(number));
		await fields.nth(i).blur();
	}
	await reader(page, title).getByText(/^Gemiddeld/).waitFor();
}

const minutesRead = ({ freeReading }: ClassPupil): number => Object.values(freeReading ?? {})[0] ?? 0;

async function roundAtServer(): Promise<ReadAloudRound> {
	const row = await stage.records.db.selectFrom('read_aloud_round').select('body').where('edition_id', '=', contestId).where('group_id', '=', firstClassId).executeTakeFirstOrThrow();
	return JSON.parse(row.body) as ReadAloudRound;
}

it('a whole class round, approvals and free reading without a network arrive at the desk and at the other teacher, also of a pupil who moved meanwhile', async () => {
	const pupils = (await pupilsAtServer()).filter((pupil) => pupil.groupId === firstClassId);
	const entered = Object.keys((await stage.records.db.selectFrom('read_aloud_round').select('body').where('group_id', '=', firstClassId).execute()).map(({ body }) => (JSON.parse(body) as ReadAloudRound).entries)[0] ?? {});
	const [moving, staying] = pupils.filter(({ patronId }) => !entered.includes(patronId));
	const newClass = (await firstClasses())[1];
	if (!moving || !staying || !newClass) throw new Error('there are too few first classes');
	expect(await knows(colleague, moving)).toBe(true);
	const [its, other] = [`Het boek van ${moving.givenName}`, `Een ander boek van ${staying.givenName}`];
	await handIn([moving.patronId, staying.patronId]);
	for (const device of [own, colleague]) {
		await openRound(device);
		await device.fetchNews();
		await device.goto('/class/reading');
		await device.page.getByText('Kruistocht in spijkerbroek').nth(1).waitFor();
		await device.cutNetwork();
		await openRound(device);
		for (const [pupil, title] of [[moving, its], [staying, other]] as const) await enter(device.page, pupil, title);
	}
	for (const [device, numbers] of [[own, [9, 6]], [colleague, [8, 7]]] as const) {
		await score(device.page, its, numbers[0]);
		await score(device.page, other, numbers[1]);
	}
	await reader(own.page, its).getByRole('button', { name: 'Wijs aan als winnaar' }).click();
	await reader(own.page, its).getByText('Winnaar', { exact: true }).waitFor();
	await own.goto('/class/reading');
	for (const pupil of [moving, staying]) {
		const approve = own.page.getByRole('button', { name: `Goedkeuren: Kruistocht in spijkerbroek, ${spokenName(pupil)}` });
		await approve.click();
		// It goes once the approval is on disk; a page that is left before that has approved nothing.
		await approve.waitFor({ state: 'detached' });
	}
	await own.goto(`/class?group=${encodeURIComponent(firstClassId)}`);
	await logReading(own.page, 25);
	await moveTo(moving.patronId, newClass);
	for (const device of [own, colleague]) await device.restoreNetwork();
	const verdicts = async () => (await stage.records.db.selectFrom('listed_title').select('body').where('id', 'like', 'listed.%').execute()).map(({ body }) => (JSON.parse(body) as ListedTitle).verdict?.value.status);
	const arrived = async () => {
		const { scores, winner } = await roundAtServer();
		return { jurors: [moving, staying].map(({ patronId }) => Object.keys(scores[patronId] ?? {}).length), winner: winner?.value, verdicts: await verdicts() };
	};
	await expect.poll(arrived, { timeout: 40_000 }).toEqual({ jurors: [2, 2], winner: moving.patronId, verdicts: ['approved', 'approved'] });

	const moved = (await pupilsAtServer()).filter(({ patronId, groupId }) => patronId === moving.patronId && groupId === newClass);
	expect(moved.map(minutesRead)).toEqual([minutesRead(moving) + 25]);

	await openRound(colleague);
	await colleague.fetchNews();
	await reader(colleague.page, other).getByText('2 juryleden').waitFor();
	await reader(colleague.page, its).waitFor({ state: 'detached' });
	await expect.poll(() => knows(colleague, moving), { timeout: 20_000 }).toBe(false);

	const desk = await stage.device();
	await desk.becomeDesk('Balie 1', wim);
	await desk.goto(`/desk/programmes/edition?id=${encodeURIComponent(contestId)}`);
	await desk.page.getByRole('option', { name: `★ ${spokenName(moving)}` }).first().waitFor({ state: 'attached' });
	expect([own, colleague, desk].flatMap((device) => device.problems)).toEqual([]);
}, 120_000);
