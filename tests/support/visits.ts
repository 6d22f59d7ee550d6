import type { Page } from 'playwright-core';
import { demoBrin } from './demo-school.ts';
import type { ServerRecords } from './server-records.ts';
import { WedgeScanner } from './wedge-scanner.ts';

/** A page and what it must show before it is judged. */
export interface Screen {
	readonly name: string;
	readonly path: string;
	readonly act?: (page: Page) => Promise<void>;
}

/** Records of the demo school that pages are about. */
export interface Known {
	readonly patronId: string;
	readonly otherPatronId: string;
	/** Of a copy on the shelf. */
	readonly titleId: string;
	readonly copyId: string;
	/** A title of which it is known what its readers also read. */
	readonly readTitleId: string;
	readonly homeClassId: string;
	/** Of an edition with rounds of reading aloud, and of a class of the demo's teacher that held its own; as they stand in an address. */
	readonly contestId: string;
	readonly contestClassId: string;
	/** A day on which loans are due. */
	readonly dueOn: string;
	readonly card: string;
	readonly isbn: string;
}

export async function findKnown(records: ServerRecords): Promise<Known> {
	const account = await records.db.selectFrom('account').select('patron_id').where('name', '=', 'demo-pupil').executeTakeFirstOrThrow();
	const patronId = account.patron_id ?? '';
	const { card, patron } = await records.cardholder(patronId);
	const [shelved] = await records.freeCopies(1);
	const teacher = await records.db.selectFrom('account').select(['id', 'patron_id']).where('name', '=', 'demo-teacher').executeTakeFirstOrThrow();
	const contest = await records.db
		.selectFrom('read_aloud_round')
		.innerJoin('teaching', 'teaching.group_id', 'read_aloud_round.group_id')
		.select(['read_aloud_round.edition_id', 'read_aloud_round.group_id'])
		.where('teaching.teacher_id', 'in', [teacher.id, teacher.patron_id ?? ''])
		.where('teaching.active', '=', 1)
		.executeTakeFirstOrThrow();
	return {
		...{ patronId, card, homeClassId: patron.homeClassId ?? '' },
		otherPatronId: (await records.carefreePupils(1))[0]?.patron.id ?? '',
		titleId: shelved?.copy.titleId ?? '',
		copyId: shelved?.copy.id ?? '',
		readTitleId: (await records.db.selectFrom('feed').select('id').where('kind', '=', 'alsoRead').orderBy('id').executeTakeFirstOrThrow()).id,
		contestId: encodeURIComponent(contest.edition_id),
		contestClassId: encodeURIComponent(contest.group_id),
		dueOn: (await records.dueDates())[0] ?? '',
		isbn: [...(await records.titles()).values()].find((title) => title.isbns.length > 0)?.isbns[0] ?? ''
	};
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
async function scanPatron(page: Page, { card, isbn }: Known): Promise<void> {
	const scanner = await WedgeScanner.plugInto(page);
	await scanner.scan(card);
	await page.locator('[data-patron-panel]').waitFor();
	await scanner.scan(isbn);
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
async function listIsbns(page: Page, known: Known): Promise<void> {
	const field = page.getByRole('textbox', { name: 'ISBN' });
	for (const isbn of [known.isbn, '9789000000005']) {
		await field.fill(isbn);
		await field.press('Enter');
		await page.getByRole('listitem').getByText(isbn).first().waitFor();
	}
}

/** The school closes on a day on which loans are due, so that the page shows which; not saved. */
async function closeSchool(page: Page, { dueOn }: Known): Promise<void> {
	const periods = page.getByRole('listitem').filter({ has: page.locator('input[type=date]') });
	await page.getByRole('button', { name: /Vrije dag of vakantie toevoegen|^Add .*(day|holiday)/ }).first().click();
	await periods.last().getByRole('textbox').first().fill('Storm');
	for (const day of await periods.last().locator('input[type=date]').all()) await day.fill(dueOn);
	await page.getByRole('checkbox', { name: /Verschuif deze|Move these/ }).waitFor();
}

/** Every page of the app, by whose device shows it. */
export function visits(known: Known): Record<'visitor' | 'desk' | 'phone' | 'laptop' | 'consultant', readonly Screen[]> {
	const { patronId, otherPatronId, titleId, readTitleId, copyId, homeClassId, contestId, contestClassId } = known;
	return {
		visitor: [
			{ name: 'start', path: '/start' },
			{ name: 'sign-in', path: `/sign-in?school=${demoBrin}` },
			{ name: 'activate', path: `/activate?school=${demoBrin}` },
			{ name: 'set-up', path: '/set-up' }
		],
		desk: [
			{ name: 'device', path: '/device' },
			{ name: 'status', path: '/status' },
			{ name: 'desk', path: '/desk' },
			{ name: 'desk-patron', path: '/desk', act: (page) => scanPatron(page, known) },
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
			{ name: 'isbn', path: '/catalogue/edit/isbn', act: (page) => listIsbns(page, known) },
			{ name: 'duplicates', path: '/catalogue/edit/duplicates' },
			{ name: 'labels', path: `/catalogue/edit/labels?title=${encodeURIComponent(titleId)}` },
			{ name: 'settings', path: '/desk/settings', act: (page) => closeSchool(page, known) }
		],
		phone: [
			{ name: 'my', path: '/my' },
			{ name: 'my-privacy', path: '/my/privacy' },
			{ name: 'my-programmes', path: '/my/programmes' },
			{ name: 'my-programme', path: '/my/programmes', act: (page) => follow(page, '/my/programmes/edition') },
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
		laptop: [
			{ name: 'class', path: '/class' },
			{ name: 'class-reading', path: '/class/reading' },
			{ name: 'class-programme', path: `/class/programme?group=${contestClassId}&edition=${contestId}` },
			{ name: 'class-codes', path: '/class/codes' },
			{ name: 'new-list', path: '/catalogue/lists/edit' },
			{ name: 'edit-list', path: '/catalogue/lists', act: editList },
			{ name: 'class-boxes', path: '/class/boxes' }
		],
		consultant: [
			{ name: 'library', path: '/library' },
			{ name: 'library-programmes', path: '/library/programmes' },
			{ name: 'library-programme', path: `/library/programmes/edition?id=${contestId}`, act: (page) => page.getByRole('combobox').first().waitFor() },
			{ name: 'library-lessons', path: '/library/lessons' }
		]
	};
}
