import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture } from '../support/screens.ts';
import { Stage, type Device } from '../support/stories.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const fixtures = path.join(import.meta.dirname, '../unit/import/fixtures');
const secret = 'kruistocht in spijkerbroek';

let stage: Stage;
let tablet: Device;

beforeAll(async () => {
	stage = await Stage.openEmpty();
	tablet = await stage.device();
	await tablet.allowPersistence();
});
afterAll(() => stage.close());

const button = (name: string | RegExp) => tablet.page.getByRole('button', { name });
const field = (name: string | RegExp) => tablet.page.getByRole('textbox', { name });

/** Looks at a file, sees what it would change, and takes it in. */
async function takeIn(file: string, rows: string): Promise<void> {
	await tablet.page.locator('input[type=file]').setInputFiles(path.join(fixtures, file));
	await button('Bekijk wat er verandert').click();
	await tablet.page.getByRole('heading', { name: 'Dit verandert er' }).waitFor();
	await keepPicture(tablet.page, `set-up-${path.basename(file)}`);
	expect(await tablet.page.getByRole('main').innerText()).toMatch(new RegExp(`Rijen in het bestand\\s+${rows}\\b`));
	await button('Lees in').click();
	await tablet.page.getByText('Ingelezen', { exact: true }).waitFor();
}

it('an empty server becomes a school: two files somebody else made, the first copy lent, and the second with the plug out', async () => {
	const { page } = tablet;
	const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(stage.server.output)?.[0] ?? '';
	await tablet.goto('/start');
	await page.getByRole('link', { name: 'Begin met inrichten' }).click();
	await field('Code van de server').fill(code);
	await button('Verder').click();
	await field('Naam van de school').fill('Voorbeeldcollege');
	await field(/^BRIN/).fill('00AA');
	await button('Verder').click();
	await page.getByRole('radio', { name: 'Noord' }).check();
	await button('Verder').click();
	await page.getByRole('heading', { name: 'Regels voor het lenen' }).waitFor();

	// Somebody needed the tablet: the code is asked again, the rest is still there.
	await page.reload();
	await field('Code van de server').fill(code);
	await button('Verder').click();
	await page.getByRole('heading', { name: 'Regels voor het lenen' }).waitFor();
	await button('Verder').click();
	await field('Je naam').fill('Marjan de Wit');
	await field('Inlognaam').fill('marjan');
	await page.getByLabel(/^Wachtwoord/, { exact: false }).first().fill(secret);
	await button('School aanmaken').click();

	await page.getByRole('heading', { name: 'Leerlingen inlezen' }).waitFor();
	await keepPicture(page, 'set-up-roster');
	await takeIn('rosters/magister-like-invented.csv', '54');
	await page.reload();
	await page.getByRole('heading', { name: 'Titels en exemplaren inlezen' }).waitFor();
	await takeIn('marc/made/dutch-marc8.mrc', '18');
	await button('Verder').click();
	await field('Naam van dit apparaat').fill('Balie 1');
	await button('Dit apparaat wordt de balie').click();
	await page.getByRole('link', { name: 'Naar de balie' }).click();
	await tablet.untilReady();

	const [first, second] = await stage.records.freeCopies(2);
	const [pupil] = await stage.records.carefreePupils(1);
	await tablet.scan(pupil?.card ?? '');
	expect(await tablet.scan(first?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend', headline: first?.title });
	await expect.poll(() => stage.records.lentTo(pupil?.patron.id ?? '')).toEqual([first?.barcode]);
	await tablet.cutNetwork();
	await tablet.goto('/desk');
	await page.getByText('Klaar om te scannen').waitFor();
	await tablet.scan(pupil?.card ?? '');
	expect(await tablet.scan(second?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend', headline: second?.title });
	await tablet.restoreNetwork();
	await tablet.untilLine(/Alles verstuurd/);
	expect((await stage.records.lentTo(pupil?.patron.id ?? '')).toSorted()).toEqual([first?.barcode, second?.barcode].toSorted());
	expect(tablet.problems).toEqual([]);
});

it('an import is rehearsed, taken in and rolled back at the desk; what was lent meanwhile stays', async () => {
	const { page } = tablet;
	await tablet.goto('/desk');
	await page.getByRole('link', { name: 'Bestanden inlezen' }).click();
	await page.getByRole('button', { name: 'Draai dutch-marc8.mrc terug' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Draai terug' }).click();
	await page.getByText(/Gebleven, omdat er daarna iets mee is gebeurd: 4/).waitFor();
	expect((await stage.records.titles()).size).toBe(2);
	await page.getByRole('radio', { name: /Titels en exemplaren/ }).check();
	await page.locator('input[type=file]').setInputFiles(path.join(fixtures, 'rosters/magister-like-invented.csv'));
	await button('Bekijk wat er verandert').click();
	await page.getByText(/Dit lijkt een lijst met personen/).waitFor();
	await page.locator('input[type=file]').setInputFiles(path.join(fixtures, 'marc/made/dutch-marc8.mrc'));
	await button('Bekijk wat er verandert').click();
	await button('Lees in').click();
	await page.getByText('Ingelezen', { exact: true }).waitFor();
	expect((await stage.records.titles()).size).toBe(18);
	expect(tablet.problems).toEqual([]);
});

it('fifty megabytes with a quotation that is never closed are refused in words, what is larger is not sent at all, and nothing changes', async () => {
	const { page } = tablet;
	await using folder = await makeTempFolder('large');
	const large = path.join(folder.path, 'vijftig.csv');
	await writeFile(large, `titel;jaar\nEen;2000\n"Twee;2001\n${'Nog een regel;2002\n'.repeat(2_700_000)}`);
	expect((await stat(large)).size).toBeGreaterThan(50e6);
	const larger = path.join(folder.path, 'zestig.csv');
	await writeFile(larger, Buffer.alloc(61 * 1024 * 1024, 'a'));
	const before = await stage.records.titles();
	await tablet.goto('/desk/import');
	await page.getByRole('radio', { name: /Titels en exemplaren/ }).check();
	for (const [file, answer] of [[large, /Een aanhalingsteken wordt nergens gesloten/], [larger, /Het bestand is groter dan 60 MB/]] as const) {
		await page.locator('input[type=file]').setInputFiles(file);
		await button('Bekijk wat er verandert').click();
		await page.getByText(answer).waitFor();
	}
	expect(await stage.records.titles()).toEqual(before);
	expect(tablet.problems).toEqual([]);
});
