import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, type Violation } from '../support/axe.ts';
import { demoBrin, noor, wim } from '../support/demo-school.ts';
import { findFlaws, keepPicture } from '../support/screens.ts';
import { Stage, type Device } from '../support/stories.ts';
import { WedgeScanner } from '../support/wedge-scanner.ts';

const sizes = [
	{ name: 'tablet', width: 1180, height: 820 },
	{ name: 'phone', width: 390, height: 844 },
	{ name: 'laptop', width: 1440, height: 900 }
] as const;

/** A page and what it must show before it is judged. */
interface Screen {
	readonly name: string;
	readonly path: string;
	readonly act?: (page: Page) => Promise<void>;
}

let stage: Stage;
let visitor: Device;
let desk: Device;
let phone: Device;
let laptop: Device;
let consultant: Device;
let patronId: string;
let otherPatronId: string;
let titleId: string;
let readTitleId: string;
let copyId: string;
let dueOn: string;
let homeClassId: string;
let contestId: string;
let codes: { card: string; isbn: string };

beforeAll(async () => {
	stage = await Stage.open();
	const account = await stage.records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	patronId = account.patron_id ?? '';
	otherPatronId = (await stage.records.carefreePupils(1))[0]?.patron.id ?? '';
	const [shelved] = await stage.records.freeCopies(1);
	titleId = shelved?.copy.titleId ?? '';
	copyId = shelved?.copy.id ?? '';
	readTitleId = (await stage.records.db.selectFrom('feed').select('id').where('kind', '=', 'alsoRead').orderBy('id').executeTakeFirstOrThrow()).id;
	dueOn = (await stage.records.dueDates())[0] ?? '';
	const card = (await stage.records.cardholder(patronId)).card;
	const isbn = [...(await stage.records.titles()).values()].find((title) => title.isbns.length > 0)?.isbns[0] ?? '';
	codes = { card, isbn };
	visitor = await stage.device();
	desk = await stage.device();
	await desk.becomeDesk('Balie 1', wim);
	await makeIncident(await stage.device());
	phone = await stage.device();
	await phone.enterDemoAs('Leerling');
	laptop = await stage.device();
	await laptop.enterDemoAs('Docent');
	consultant = await stage.device();
	await consultant.enterDemoAs('Leesmediaconsulent');
	const contest = await stage.records.db.selectFrom('read_aloud_round').select('edition_id').limit(1).executeTakeFirstOrThrow();
	contestId = encodeURIComponent(contest.edition_id);
	homeClassId = (await stage.records.cardholder(patronId)).patron.homeClassId ?? '';
});
afterAll(() => stage.close());

/** Two desks lend one copy without a network, so that the page of incidents has something to show. */
async function makeIncident(other: Device): Promise<void> {
	await other.becomeDesk('Balie 2', noor);
	const [first, second] = await stage.records.carefreePupils(2);
	const [, shelved] = await stage.records.freeCopies(2);
	for (const [device, pupil] of [[desk, first], [other, second]] as const) {
		await device.cutNetwork();
		await device.scan(pupil?.card ?? '');
		await device.scan(shelved?.barcode ?? '');
	}
	for (const device of [desk, other]) {
		await device.restoreNetwork();
		await device.untilSent();
	}
	await desk.fetchNews();
	await desk.page.getByRole('link', { name: /^Afwijkingen.*1/ }).first().waitFor();
	await other.close();
}

/** A roster with something to answer, to choose and to look at. */
async function rehearse(page: Page): Promise<void> {
	const roster = 'Nr;Roepnaam;Achternaam;Klas\n910001;Zoë;Dal;2-jan\n;Noor;Berg;2hv3\n';
	await page.getByRole('radio', { name: /Leerlingen|Pupils/ }).check();
	await page.locator('input[type=file]').setInputFiles({ name: 'leerlingen.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) });
	await page.getByRole('button', { name: /Bekijk wat er verandert|See what changes/ }).click();
	await page.getByRole('heading', { name: /Dit verandert er|This is what changes/ }).waitFor();
}

/** In every language the same: the patron opens, and a code on the back cover asks for a person's choice. */
async function scanPatron(page: Page): Promise<void> {
	const scanner = await WedgeScanner.plugInto(page);
	await scanner.scan(codes.card);
	await page.locator('[data-patron-panel]').waitFor();
	await scanner.scan(codes.isbn);
	await page.locator('[data-outcome=attention]').getByText('ISBN').first().waitFor();
}

async function openInstallation(page: Page): Promise<void> {
	await page.getByRole('main').getByRole('link', { name: /Balie 2/ }).first().click();
	await page.getByRole('heading', { level: 1, name: 'Balie 2' }).waitFor();
}

/** To the first page of this kind that the page has a link to. */
async function follow(page: Page, path: string): Promise<void> {
	await page.getByRole('main').locator(`a[href^="${path}"]`).first().click();
	await page.waitForURL((url) => url.pathname === path);
}

async function openList(page: Page): Promise<void> {
	await page.getByRole('main').getByRole('link', { name: /Bij het thema oorlog/ }).click();
	await page.getByRole('heading', { level: 1, name: 'Bij het thema oorlog' }).waitFor();
}

/** A list that the teacher may change, while a title is looked for. */
async function editList(page: Page): Promise<void> {
	await openList(page);
	await follow(page, '/catalogue/lists/edit');
	await page.getByRole('searchbox').fill('oorlog');
	await page.getByRole('button', { name: /^(Toevoegen|Add):/ }).first().waitFor();
}

/** The form, while it shows what is there already. */
async function beginWish(page: Page): Promise<void> {
	await page.getByRole('button', { name: /Wens een boek|Wish for a book/ }).click();
	await page.getByRole('textbox', { name: /Titel|Title/ }).fill('vlinders');
	await page.locator('form').getByRole('button', { name: /Wil ik ook|I want it too/ }).first().waitFor();
}

/** One that the school has and one that nobody knows; the list stays on the device, so later visits add nothing new. */
async function listIsbns(page: Page): Promise<void> {
	const field = page.getByRole('textbox', { name: 'ISBN' });
	for (const isbn of [codes.isbn, '9789000000005']) {
		await field.fill(isbn);
		await field.press('Enter');
		await page.getByRole('listitem').getByText(isbn).first().waitFor();
	}
}

/** The school closes on a day on which loans are due, so that the page shows which; not saved. */
async function closeSchool(page: Page): Promise<void> {
	const periods = page.getByRole('listitem').filter({ has: page.locator('input[type=date]') });
	await page.getByRole('button', { name: /Vrije dag of vakantie toevoegen|^Add .*(day|holiday)/ }).first().click();
	await periods.last().getByRole('textbox').first().fill('Storm');
	for (const day of await periods.last().locator('input[type=date]').all()) await day.fill(dueOn);
	await page.getByRole('checkbox', { name: /Verschuif deze|Move these/ }).waitFor();
}

const visits = {
	visitor: (): Screen[] => [
		{ name: 'start', path: '/start' },
		{ name: 'sign-in', path: `/sign-in?school=${demoBrin}` },
		{ name: 'activate', path: `/activate?school=${demoBrin}` },
		{ name: 'set-up', path: '/set-up' }
	],
	desk: (): Screen[] => [
		{ name: 'device', path: '/device' },
		{ name: 'status', path: '/status' },
		{ name: 'desk', path: '/desk' },
		{ name: 'desk-patron', path: '/desk', act: scanPatron },
		{ name: 'today', path: '/desk/today' },
		{ name: 'programmes', path: '/desk/programmes' },
		{ name: 'programme', path: `/desk/programmes/edition?id=${contestId}` },
		{ name: 'programme-new', path: '/desk/programmes/edit?example=weddenschap' },
		{ name: 'incidents', path: '/desk/incidents' },
		{ name: 'set-aside', path: '/desk/set-aside' },
		{ name: 'installations', path: '/desk/installations', act: (page) => page.getByRole('main').getByRole('link', { name: /Balie 1/ }).first().waitFor() },
		{ name: 'installation', path: '/desk/installations', act: openInstallation },
		{ name: 'boxes', path: '/desk/boxes' },
		{ name: 'box', path: '/desk/boxes', act: (page) => follow(page, '/desk/boxes/box') },
		{ name: 'holds', path: '/desk/holds' },
		{ name: 'reviews', path: '/desk/reviews' },
		{ name: 'wishes', path: '/desk/wishes' },
		{ name: 'overdue', path: '/desk/overdue' },
		{ name: 'patrons', path: '/desk/patrons?q=de' },
		{ name: 'patron-privacy', path: `/desk/patrons/privacy?id=${encodeURIComponent(patronId)}` },
		{ name: 'retention', path: '/desk/settings/privacy' },
		{ name: 'audit', path: `/desk/audit?patron=${encodeURIComponent(patronId)}` },
		{ name: 'patron', path: `/desk/patrons/patron?id=${encodeURIComponent(patronId)}` },
		{ name: 'classes', path: '/desk/classes' },
		{ name: 'figures', path: '/desk/figures' },
		{ name: 'accounts', path: '/desk/accounts' },
		{ name: 'password', path: '/account/password' },
		{ name: 'second-factor', path: '/account/second-factor' },
		{ name: 'group', path: `/desk/classes/group?id=${encodeURIComponent(homeClassId)}` },
		{ name: 'import', path: '/desk/import', act: rehearse },
		{ name: 'edit-patron', path: `/desk/patrons/edit?id=${encodeURIComponent(patronId)}` },
		{ name: 'cards', path: `/desk/patrons/cards?class=${encodeURIComponent(homeClassId)}` },
		{ name: 'duplicate-patrons', path: '/desk/patrons/merge' },
		{ name: 'merge', path: `/desk/patrons/merge?stays=${encodeURIComponent(patronId)}&goes=${encodeURIComponent(otherPatronId)}` },
		{ name: 'catalogue', path: '/catalogue' },
		{ name: 'levels', path: '/catalogue/edit/levels' },
		{ name: 'title', path: `/catalogue/title?id=${encodeURIComponent(titleId)}` },
		{ name: 'edit-title', path: `/catalogue/edit?id=${encodeURIComponent(titleId)}` },
		{ name: 'edit-copy', path: `/catalogue/edit/copy?id=${encodeURIComponent(copyId)}` },
		{ name: 'add-copies', path: `/catalogue/edit/copies?title=${encodeURIComponent(titleId)}` },
		{ name: 'batch', path: '/catalogue/edit/batch?q=liefde', act: (page) => page.getByRole('main').getByRole('checkbox').first().waitFor() },
		{ name: 'isbn', path: '/catalogue/edit/isbn', act: listIsbns },
		{ name: 'duplicates', path: '/catalogue/edit/duplicates' },
		{ name: 'labels', path: `/catalogue/edit/labels?title=${encodeURIComponent(titleId)}` },
		{ name: 'settings', path: '/desk/settings', act: closeSchool }
	],
	phone: (): Screen[] => [
		{ name: 'my', path: '/my' },
		{ name: 'my-privacy', path: '/my/privacy' },
		{ name: 'my-programmes', path: '/my/programmes' },
		{ name: 'my-programme', path: `/my/programmes/edition?id=${contestId}` },
		{ name: 'my-catalogue', path: '/catalogue' },
		{ name: 'my-title', path: `/catalogue/title?id=${encodeURIComponent(readTitleId)}`, act: (page) => page.getByRole('list', { name: /las ook|also read/ }).waitFor() },
		{ name: 'my-lists', path: '/catalogue/lists' },
		{ name: 'my-title-list', path: '/catalogue/lists', act: openList },
		{ name: 'my-wishes', path: '/catalogue/wishes', act: beginWish },
		{ name: 'my-reading', path: '/my/reading' },
		{ name: 'my-reading-entry', path: '/my/reading', act: (page) => follow(page, '/my/reading/entry') },
		{ name: 'my-reading-add', path: '/my/reading/add' },
		{ name: 'my-reading-yours', path: '/my/reading/yours' },
		{ name: 'my-year', path: '/my/year' },
		{ name: 'my-list', path: '/my/list' },
		{ name: 'my-listed', path: '/my/list', act: (page) => follow(page, '/my/list/title') },
		{ name: 'my-told', path: '/my/told' },
		{ name: 'my-chooser', path: '/my/chooser', act: (page) => page.getByRole('main').locator('a[href^="/my/chooser?"]').first().waitFor() },
		{ name: 'my-chosen', path: '/my/chooser?mood=&length=&truth=&genre=&level=', act: (page) => page.getByRole('button', { name: /Niet dit boek|Not this book/ }).waitFor() },
		{ name: 'my-lend', path: '/my/lend' },
		{ name: 'my-status', path: '/status' }
	],
	laptop: (): Screen[] => [
		{ name: 'class', path: '/class' },
		{ name: 'class-reading', path: '/class/reading' },
		{ name: 'class-programme', path: '/class/programme' },
		{ name: 'class-codes', path: '/class/codes' },
		{ name: 'new-list', path: '/catalogue/lists/edit' },
		{ name: 'edit-list', path: '/catalogue/lists', act: editList },
		{ name: 'class-boxes', path: '/class/boxes' }
	],
	consultant: (): Screen[] => [{ name: 'library', path: '/library' }]
};

/** From the next page on. */
function speak(page: Page, language: string): Promise<void> {
	return page.evaluate((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), language);
}

/** Drawn, and nothing is still on its way. */
async function untilStill(page: Page): Promise<void> {
	await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
	await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true]') === null && document.getAnimations().every((each) => each.playState !== 'running'));
}

const inWords = (screen: Screen, violations: readonly Violation[]) =>
	violations.map(({ rule, help, elements }) => `${screen.name}: ${rule}: ${help}: ${elements.slice(0, 3).join(' ')}`);

/** As it stands: what axe asks (in English what depends on words), and its width and words on every size of screen. */
async function judgeLight(page: Page, screen: Screen, language: 'nl' | 'en'): Promise<string[]> {
	const found = inWords(screen, await findViolations(page, language === 'nl' ? 'everything' : 'words'));
	for (const size of sizes) {
		await page.setViewportSize(size);
		found.push(...(await findFlaws(page, language)).map((flaw) => `${screen.name} on a ${size.name}: ${flaw}`));
		await keepPicture(page, `${screen.name}-${size.name}-${language}-light`);
	}
	await page.setViewportSize(sizes[0]);
	return found;
}

/** The same page after sunset: only its colours change, so only they are judged. */
async function judgeDark(page: Page, screen: Screen): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'dark' });
	await untilStill(page);
	const found = inWords({ ...screen, name: `${screen.name} in the dark` }, await findViolations(page, 'colours'));
	await keepPicture(page, `${screen.name}-${sizes[0].name}-nl-dark`);
	await page.emulateMedia({ colorScheme: 'light' });
	return found;
}

async function judge(device: Device, screens: readonly Screen[], language: 'nl' | 'en'): Promise<string[]> {
	const { page } = device;
	const found: string[] = [];
	await page.setViewportSize(sizes[0]);
	await device.goto('/status');
	await speak(page, language);
	for (const screen of screens) {
		await device.goto(screen.path);
		await untilStill(page);
		await screen.act?.(page);
		await untilStill(page);
		found.push(...(await judgeLight(page, screen, language)));
		if (language === 'nl') found.push(...(await judgeDark(page, screen)));
	}
	return found;
}

describe.each(['nl', 'en'] as const)('in %s', (language) => {
	it.each(['visitor', 'desk', 'phone', 'laptop', 'consultant'] as const)(
		'every page of the %s is accessible by day and by night, fits every screen and shows words only',
		async (who) => {
			const device = { visitor, desk, phone, laptop, consultant }[who];
			expect(await judge(device, visits[who](), language)).toEqual([]);
			expect(device.problems).toEqual([]);
		}
	);
});
